import { whileWaited } from './whileWaited';

describe('whileWaited', () => {
  const never = () => new Promise<never>(() => {});
  const waiting = () => new AbortController();

  it('gives what is done in time', async () => {
    const { signal } = waiting();
    await expect(
      whileWaited({ signal, timeoutMs: 60_000, where: 'here' }, async () => 7),
    ).resolves.toBe(7);
  });

  it('gives up on what never answers, and tells it', async () => {
    let told: AbortSignal | undefined;
    await expect(
      whileWaited(
        { signal: waiting().signal, timeoutMs: 1, where: 'The disk' },
        signal => {
          told = signal;
          return never();
        },
      ),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: 'The disk did not answer within 0.001 seconds',
    });
    expect(told?.aborted).toBe(true);
  });

  it('ends when nobody waits any longer, and does not begin when nobody waits at all', async () => {
    const ending = waiting();
    const fn = jest.fn(never);
    const options = { signal: ending.signal, timeoutMs: 60_000, where: 'here' };
    const running = whileWaited(options, fn);
    ending.abort(new Error('nobody waits'));
    await expect(running).rejects.toThrow('nobody waits');
    await expect(whileWaited(options, fn)).rejects.toThrow('nobody waits');
    expect(fn).toHaveBeenCalledTimes(1);
  });
});
