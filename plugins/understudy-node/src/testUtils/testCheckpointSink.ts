import type { CheckpointOffer, CheckpointSink } from '../ledger';
import { TestLog } from './TestLog';

/**
 * Options for {@link testCheckpointSink}.
 *
 * @public
 */
export interface CheckpointSinkTestOptions {
  /**
   * Makes a new, empty place, and gives a function that opens a sink for it, as
   * a process does when it starts; each call opens another one for the same
   * place.
   */
  createPlace(): Promise<() => Promise<CheckpointSink>>;
}

/** A sink on its place, with what the rules ask of it. */
class Trial {
  readonly #open: () => Promise<CheckpointSink>;
  readonly sink: CheckpointSink;

  private constructor(
    open: () => Promise<CheckpointSink>,
    sink: CheckpointSink,
  ) {
    this.#open = open;
    this.sink = sink;
  }

  static async on(open: () => Promise<CheckpointSink>): Promise<Trial> {
    return new Trial(open, await open());
  }

  another(): Promise<CheckpointSink> {
    return this.#open();
  }

  async push(...offers: CheckpointOffer[]): Promise<void> {
    for (const offer of offers) {
      await this.sink.push(offer, { signal: new AbortController().signal });
    }
  }

  /** The newest is this one, also for a process that starts only now. */
  async keeps(expected: CheckpointOffer): Promise<void> {
    for (const sink of [this.sink, await this.another()]) {
      const note = await latestOf(sink, expected.origin);
      if (note !== expected.note) {
        throw new Error(
          `the newest is ${
            note ? JSON.stringify(note) : 'none'
          } instead of the checkpoint over ${expected.size} entries`,
        );
      }
    }
  }

  async refuses(offer: CheckpointOffer, sink = this.sink): Promise<void> {
    const error = await settle(sink, offer);
    if (!error) {
      throw new Error(
        `it took the checkpoint of ${offer.origin} over ${offer.size} entries`,
      );
    }
    assertConflict(error);
  }
}

function latestOf(sink: CheckpointSink, origin: string) {
  return sink.latest({ origin, signal: new AbortController().signal });
}

function settle(
  sink: CheckpointSink,
  offer: CheckpointOffer,
): Promise<Error | undefined> {
  return sink.push(offer, { signal: new AbortController().signal }).then(
    () => undefined,
    error => error,
  );
}

function assertConflict(error: Error): void {
  if (error.name !== 'ConflictError') {
    throw new Error(
      `it threw ${error.name} (${error.message}) instead of a ConflictError`,
    );
  }
}

const RULES: Record<string, (trial: Trial, log: TestLog) => Promise<void>> = {
  'has an id that can be remembered, and a title': async ({ sink }) => {
    if (!/^[a-z][a-z0-9-]{0,63}$/.test(sink.id) || sink.title.trim() === '') {
      throw new Error(`it has the id ${sink.id} and the title ${sink.title}`);
    }
  },
  'has nothing at first': async ({ sink }, log) => {
    const note = await latestOf(sink, log.origin);
    if (note !== undefined) {
      throw new Error(`it has ${JSON.stringify(note)}`);
    }
  },
  'keeps what it was given, also after a restart': async (trial, log) => {
    const offer = await log.offer(3);
    await trial.push(offer);
    await trial.keeps(offer);
  },
  'takes what extends the newest': async (trial, log) => {
    // Names that sort by letters rather than by numbers show here.
    for (const size of [0, 1, 9, 10, 100, 300]) {
      const offer = await log.offer(size);
      await trial.push(offer);
      await trial.keeps(offer);
    }
  },
  'returns when it is offered what it has': async (trial, log) => {
    const offer = await log.offer(5);
    await trial.push(await log.offer(2), offer, offer, await log.offer(5));
    const error = await settle(await trial.another(), offer);
    if (error) {
      throw error;
    }
    await trial.keeps(offer);
  },
  'refuses an old checkpoint': async (trial, log) => {
    const [old, newest] = [await log.offer(3), await log.offer(8)];
    await trial.push(old, newest);
    await trial.refuses(old);
    await trial.refuses(await log.offer(5), await trial.another());
    await trial.refuses(await log.offer(0));
    await trial.keeps(newest);
  },
  'refuses a second history of the same length': async (trial, log) => {
    const newest = await log.offer(8);
    await trial.push(newest);
    await trial.refuses(await log.fork(7).offer(8));
    await trial.refuses(await log.fork(0).offer(8), await trial.another());
    await trial.keeps(newest);
  },
  'refuses a second history that is longer': async (trial, log) => {
    const newest = await log.offer(8);
    await trial.push(newest);
    for (const from of [0, 3, 7]) {
      await trial.refuses(await log.fork(from).offer(9));
    }
    await trial.keeps(newest);
    const next = await log.fork(8).offer(9);
    await trial.push(next);
    await trial.keeps(next);
  },
  'refuses what proves nothing': async (trial, log) => {
    const newest = await log.offer(5);
    await trial.push(newest);
    const next = await log.offer(8);
    await trial.refuses({ ...next, prove: async () => [] });
    await trial.refuses({
      ...next,
      prove: async () => {
        throw new Error('The tiles are gone');
      },
    });
    await trial.keeps(newest);
  },
  'refuses a note about something else than what is offered': async (
    trial,
    log,
  ) => {
    const newest = await log.offer(5);
    await trial.push(newest);
    const next = await log.offer(8);
    await trial.refuses({ ...next, size: 9n });
    await trial.refuses({ ...next, note: newest.note });
    await trial.refuses({ ...next, root: newest.root });
    await trial.keeps(newest);
  },
  'mixes no two logs': async (trial, log) => {
    const newest = await log.offer(5);
    await trial.push(newest);
    const other = await (
      await TestLog.create({ origin: `${log.origin}/other` })
    ).offer(8);
    const seen = await latestOf(trial.sink, other.origin).catch(assertConflict);
    if (seen !== undefined) {
      throw new Error(`it has ${JSON.stringify(seen)} for ${other.origin}`);
    }
    await trial.refuses(other);
    await trial.refuses({ ...other, origin: log.origin });
    await trial.keeps(newest);
  },
  'keeps one line when several processes push at once': async (trial, log) => {
    const sinks = [trial.sink, await trial.another(), await trial.another()];
    let newest: CheckpointOffer | undefined;
    for (let round = 1; round <= 3; round++) {
      const offers = await Promise.all(
        [3, 2, 1].map(more => log.offer(round * 5 + more)),
      );
      const errors = await Promise.all(
        offers.map((offer, index) => settle(sinks[index], offer)),
      );
      errors.forEach(error => error && assertConflict(error));
      newest = offers.find((_, index) => !errors[index]);
      if (!newest) {
        throw new Error('it took none of them');
      }
      // The largest that was taken, since a smaller one is old after it.
      await trial.keeps(newest);
    }
  },
  'lets one of two histories win that come at once': async (trial, log) => {
    const sinks = [trial.sink, await trial.another()];
    await trial.push(await log.offer(4));
    for (let round = 1; round <= 3; round++) {
      const common = 4 * round;
      // Of different lengths, so that their names differ where size names them.
      const offers = await Promise.all([
        log.offer(common + 1),
        log.fork(common).offer(common + 2),
      ]);
      const errors = await Promise.all(
        offers.map((offer, index) => settle(sinks[index], offer)),
      );
      errors.forEach(error => error && assertConflict(error));
      const won = offers.filter((_, index) => !errors[index]);
      if (won.length !== 1) {
        throw new Error(`it took ${won.length} of them`);
      }
      await trial.keeps(won[0]);
      if (won[0] === offers[1]) {
        return;
      }
      const next = await log.offer(common + 4);
      await trial.push(next);
    }
  },
  'does nothing for somebody who no longer waits': async (trial, log) => {
    const newest = await log.offer(3);
    await trial.push(newest);
    const signal = AbortSignal.abort(new Error('nobody waits'));
    const next = await log.offer(5);
    const gaveUp = await trial.sink.push(next, { signal }).then(
      () => false,
      () => true,
    );
    if (!gaveUp) {
      throw new Error('it went on');
    }
    await trial.keeps(newest);
  },
};

/**
 * Tries whether a place keeps checkpoints as a {@link CheckpointSink} must:
 * what it keeps, what it refuses, what it has after a restart, and what happens
 * when several processes push at once. Throws with the rule that it breaks.
 *
 * @public
 */
export async function testCheckpointSink(
  options: CheckpointSinkTestOptions,
): Promise<void> {
  for (const [rule, holds] of Object.entries(RULES)) {
    const log = await TestLog.create({ origin: 'log.example/sink' });
    try {
      await holds(await Trial.on(await options.createPlace()), log);
    } catch (error) {
      throw new Error(
        `A sink ${rule}, and this one does not: ${(error as Error).message}`,
        { cause: error },
      );
    }
  }
}
