import { SharedAnswer } from './SharedAnswer';

const patient = () => new AbortController().signal;

describe('SharedAnswer', () => {
  it('given many who ask at once, when one gives up, then the others still get the one answer', async () => {
    const settle: ((answer: string) => void)[] = [];
    const shared = new SharedAnswer(
      () =>
        new Promise<string>(resolve => {
          settle.push(resolve);
        }),
    );
    const hasty = new AbortController();
    const first = shared.get({ maxAgeMs: 60_000, signal: hasty.signal });
    const second = shared.get({ maxAgeMs: 60_000, signal: patient() });
    hasty.abort();
    await expect(first).rejects.toMatchObject({ kind: 'timeout' });
    settle[0]('an answer');
    await expect(second).resolves.toBe('an answer');
    await expect(
      shared.get({ maxAgeMs: 60_000, signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ kind: 'timeout' });
    expect(settle).toHaveLength(1);
  });

  it('given an answer that is too old, or an error, then it is asked for again', async () => {
    let asked = 0;
    const shared = new SharedAnswer(async () => {
      asked += 1;
      if (asked === 2) {
        throw new Error('not now');
      }
      return asked;
    });
    const get = (maxAgeMs: number) =>
      shared.get({ maxAgeMs, signal: patient() });
    await expect(get(60_000)).resolves.toBe(1);
    await expect(get(60_000)).resolves.toBe(1);
    await expect(get(0)).rejects.toThrow('not now');
    await expect(get(60_000)).resolves.toBe(3);
  });
});
