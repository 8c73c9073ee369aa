/**
 * @jest-environment node
 */
import { generateSigningKey, parseNote } from '@understudy/ledger';
import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { ExampleLedger } from '../__testUtils__/ExampleLedger';
import { LedgerVerifier } from './LedgerVerifier';
import type { ProofSource } from './ProofSource';
import { SeenCheckpoints } from './SeenCheckpoints';

function entry(number: number): LedgerEntry {
  return {
    schemaVersion: 1,
    id: `0190a5e0-0000-7000-8000-${String(number).padStart(12, '0')}`,
    kind: 'event',
    occurredAt: '2026-03-14T20:51:07.000Z',
    actor: { type: 'user', id: 'user:default/sam', display: 'Sam Okafor' },
    source: 'ui',
    operationType: 'sign_in',
    action: 'auth:sign-in',
    reason: `for the ${number}th time`,
  };
}

function entries(from: number, to: number): LedgerEntry[] {
  return Array.from({ length: to - from }, (_, each) => entry(from + each));
}

function memory() {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  } as Storage;
  return new SeenCheckpoints(() => storage);
}

function browser(
  source: ProofSource,
  verifierKeys: readonly string[],
  seen = memory(),
) {
  return new LedgerVerifier({ source, verifierKeys, memory: seen });
}

const problemsOf = (verdict?: { problems: Array<{ problem: string }> }) =>
  verdict?.problems.map(({ problem }) => problem);

describe('LedgerVerifier', () => {
  let ledger: ExampleLedger;
  beforeEach(async () => {
    ledger = await ExampleLedger.create();
    await ledger.append(entries(0, 300));
  });

  it('says what holds of an honest ledger that grows, is anchored and cosigned', async () => {
    const seen = memory();
    const first = await browser(ledger, [ledger.verifierKey], seen).checkLog();
    expect(first).toMatchObject({
      origin: 'ledger.example.test',
      size: 300,
      signature: { kind: 'verified', name: 'ledger.example.test' },
      seen: undefined,
      problems: [],
    });

    await ledger.append(entries(300, 777));
    ledger.anchors = [
      { sink: 'file', size: 300, anchoredAt: '2026-03-14T21:13:00.000Z' },
      { sink: 's3', size: 600, anchoredAt: '2026-03-14T21:14:00.000Z' },
      // More than the checkpoint has: nothing here can be said about it.
      { sink: 'ahead', size: 9000, anchoredAt: '2026-03-14T21:15:00.000Z' },
    ];
    const witness = await ledger.cosign(
      'witness.example.test',
      new Date('2026-03-14T21:16:00Z'),
    );
    const verifier = browser(ledger, [ledger.verifierKey, witness], seen);
    const verdict = await verifier.checkLog();
    expect(verdict).toMatchObject({
      size: 777,
      seen: { size: 300, signed: true },
      anchor: { sink: 's3', size: 600 },
      witnesses: [
        { name: 'witness.example.test', at: '2026-03-14T21:16:00.000Z' },
      ],
      problems: [],
    });

    const late = { id: 'late', index: 777, body: '{}' };
    const unplaced = { id: 'unplaced', body: '{}' };
    const verdicts = await verifier.checkEntries(verdict!, [
      ...ledger.rows,
      late,
      unplaced,
    ]);
    const included = ledger.rows.map(row => verdicts.get(row.id));
    expect(included.every(each => each?.state === 'included')).toBe(true);
    expect(included[599]).toMatchObject({ index: 599, anchored: true });
    expect(included[600]).toMatchObject({ index: 600, anchored: false });
    expect(verdicts.get('late')).toEqual({ state: 'waiting' });
    expect(verdicts.get('unplaced')).toEqual({ state: 'waiting' });
  });

  it('names the one entry whose text was changed, and one that was moved', async () => {
    const verifier = browser(ledger, [ledger.verifierKey]);
    const verdict = await verifier.checkLog();
    const [one, two, three] = ledger.rows;
    const verdicts = await verifier.checkEntries(verdict!, [
      one,
      { ...two, body: two.body.replace('sign_in', 'approval') },
      { ...three, index: 7 },
    ]);
    expect(verdicts.get(one.id)).toMatchObject({ state: 'included' });
    expect(verdicts.get(two.id)).toMatchObject({ state: 'altered', index: 1 });
    expect(verdicts.get(three.id)).toMatchObject({
      state: 'altered',
      index: 7,
    });
  });

  it('is not fooled by proofs of another tree, by none, and by a checkpoint beside them', async () => {
    const [one, forged] = ledger.rows;
    const body = forged.body.replace('sign_in', 'approval');
    const twin = await ExampleLedger.create('ledger.example.test', ledger);
    await twin.append([entry(0), { ...entry(1), operationType: 'approval' }]);
    await twin.append(entries(2, 300));
    const answers: Record<string, Partial<ProofSource>> = {
      twin: { readInclusion: indexes => twin.readInclusion(indexes) },
      none: {
        readInclusion: async () => ({ note: ledger.note!, proofs: new Map() }),
      },
      garbage: {
        readInclusion: async indexes => ({
          ...(await ledger.readInclusion(indexes)),
          note: 'no checkpoint',
        }),
      },
    };
    const states = async (source: Partial<ProofSource>) => {
      const verifier = browser(
        {
          readCheckpoint: () => ledger.readCheckpoint(),
          readConsistency: (from, to) => ledger.readConsistency(from, to),
          readInclusion: indexes => ledger.readInclusion(indexes),
          ...source,
        },
        [ledger.verifierKey],
      );
      const verdict = await verifier.checkLog();
      const found = await verifier.checkEntries(verdict!, [
        one,
        { ...forged, body },
      ]);
      return [found.get(one.id)?.state, found.get(forged.id)?.state];
    };
    expect(await states(answers.twin)).toEqual(['altered', 'altered']);
    expect(await states(answers.none)).toEqual(['altered', 'altered']);
    // The proofs lead to the root that was looked at, whatever stands beside them.
    expect(await states(answers.garbage)).toEqual(['included', 'altered']);

    // A checkpoint that came in between is looked at before anything is said.
    const verifier = browser(ledger, [ledger.verifierKey]);
    const verdict = await verifier.checkLog();
    await ledger.append(entries(300, 301));
    await expect(
      verifier.checkEntries(verdict!, ledger.rows),
    ).rejects.toMatchObject({ name: 'LogGrewError' });
  });

  it('refuses another key, a changed text and a signature that was taken away', async () => {
    const other = await generateSigningKey('ledger.example.test');
    const byOther = await browser(ledger, [other.verifierKey]).checkLog();
    expect(problemsOf(byOther)).toEqual(['unknown-signers']);
    expect(byOther?.signature).toEqual({ kind: 'refused' });

    const honest = ledger.note!;
    ledger.note = honest.replace('\n300\n', '\n301\n');
    expect(
      problemsOf(await browser(ledger, [ledger.verifierKey]).checkLog()),
    ).toEqual(['bad-signature']);

    ledger.note = `${parseNote(honest).text}\n`;
    expect(
      problemsOf(await browser(ledger, [ledger.verifierKey]).checkLog()),
    ).toEqual(['malformed']);

    // Only a witness is left: it does not speak for the log.
    ledger.note = honest;
    const witness = await ledger.cosign('witness.example.test', new Date());
    const lines = ledger.note.split('\n');
    ledger.note = lines
      .filter(line => !line.startsWith('— ledger.example.test '))
      .join('\n');
    expect(
      problemsOf(
        await browser(ledger, [ledger.verifierKey, witness]).checkLog(),
      ),
    ).toEqual(['unknown-signers']);
  });

  it('notices an old checkpoint, a fork, a rewritten past and an empty log', async () => {
    const keys = [ledger.verifierKey];
    const old = ledger.note!;
    await ledger.append(entries(300, 400));
    const seen = memory();
    await browser(ledger, keys, seen).checkLog();
    const remembered = seen.read();

    const recent = ledger.note;
    ledger.note = old;
    const replayed = await browser(ledger, keys, seen).checkLog();
    expect(problemsOf(replayed)).toEqual(['shrunk']);
    expect(replayed).toMatchObject({ size: 300, seen: { size: 400 } });
    ledger.note = undefined;
    expect(problemsOf(await browser(ledger, keys, seen).checkLog())).toEqual([
      'shrunk',
    ]);
    ledger.note = recent;

    // The same key signs other histories: only memory can tell.
    const rewritten = async (size: number) => {
      const twin = await ExampleLedger.create('ledger.example.test', ledger);
      return twin.append([entry(99999), ...entries(1, size)]);
    };
    expect(
      problemsOf(await browser(await rewritten(400), keys, seen).checkLog()),
    ).toEqual(['forked']);
    expect(
      problemsOf(await browser(await rewritten(512), keys, seen).checkLog()),
    ).toEqual(['rewritten']);
    const another = await ExampleLedger.create('another.example.test');
    await another.append(entries(0, 500));
    expect(
      problemsOf(
        await browser(another, [another.verifierKey], seen).checkLog(),
      ),
    ).toEqual(['other-log']);

    // What was seen stays evidence, until a person says otherwise.
    expect(seen.read()).toEqual(remembered);
    expect(problemsOf(await browser(ledger, keys, seen).checkLog())).toEqual(
      [],
    );
    const fresh = browser(another, [another.verifierKey], seen);
    fresh.forget();
    expect(await fresh.checkLog()).toMatchObject({
      seen: undefined,
      problems: [],
    });
  });

  it('says what it cannot say: no pinned key, a key that is none, a browser that keeps nothing', async () => {
    const nobody = await browser(ledger, []).checkLog();
    expect(nobody).toMatchObject({
      signature: { kind: 'not-pinned' },
      size: 300,
      problems: [],
    });
    const typo = await browser(ledger, ['ledger+12345678+AAAA']).checkLog();
    expect(typo).toMatchObject({
      signature: { kind: 'bad-key' },
      problems: [],
    });
    const forgetful = await browser(
      ledger,
      [ledger.verifierKey],
      new SeenCheckpoints(() => {
        throw new Error('SecurityError');
      }),
    ).checkLog();
    expect(forgetful).toMatchObject({ remembers: false, problems: [] });

    const young = await ExampleLedger.create();
    expect(
      await browser(young, [young.verifierKey]).checkLog(),
    ).toBeUndefined();
  });

  it('keeps apart what did not come from what is wrong', async () => {
    const seen = memory();
    await browser(ledger, [ledger.verifierKey], seen).checkLog();
    await ledger.append(entries(300, 400));
    let online = false;
    const flaky: ProofSource = {
      readCheckpoint: () => ledger.readCheckpoint(),
      readInclusion: indexes => ledger.readInclusion(indexes),
      readConsistency: (from, to) =>
        online
          ? ledger.readConsistency(from, to)
          : Promise.reject(new TypeError('Failed to fetch')),
    };
    const verifier = browser(flaky, [ledger.verifierKey], seen);
    await expect(verifier.checkLog()).rejects.toThrow('Failed to fetch');
    online = true;
    expect(await verifier.checkLog()).toMatchObject({ problems: [] });
  });

  it('does not take a look from another tab for a replay', async () => {
    const seen = memory();
    const slow: ProofSource = {
      readInclusion: indexes => ledger.readInclusion(indexes),
      readConsistency: (from, to) => ledger.readConsistency(from, to),
      async readCheckpoint() {
        const mine = await ledger.readCheckpoint();
        await ledger.append(entries(300, 400));
        await browser(ledger, [ledger.verifierKey], seen).checkLog();
        return mine;
      },
    };
    const verdict = await browser(slow, [ledger.verifierKey], seen).checkLog();
    expect(problemsOf(verdict)).toEqual([]);
    expect(seen.read()?.size).toBe(400);
  });
});
