import { ConflictError } from '@backstage/errors';
import { parseCheckpoint, parseNote } from '@understudy/ledger';
import {
  assertCheckpointExtends,
  type CheckpointOffer,
  type CheckpointSink,
} from '../ledger';
import { testCheckpointSink } from './testCheckpointSink';
import { TestLog } from './TestLog';

type Place = { notes: string[] };

const sizeOf = (note: string) => parseCheckpoint(parseNote(note).text).size;

/** A sink as it should be, in memory; each fault below takes one thing away. */
class MemorySink implements CheckpointSink {
  readonly id: string = 'memory';
  readonly title: string = 'memory';
  protected readonly place: Place;

  constructor(place: Place) {
    this.place = place;
  }

  async latest({ origin }: { origin: string }): Promise<string | undefined> {
    const note = this.place.notes.at(-1);
    return note && parseCheckpoint(parseNote(note).text).origin === origin
      ? note
      : undefined;
  }

  async push(
    offer: CheckpointOffer,
    { signal }: { signal: AbortSignal },
  ): Promise<void> {
    signal.throwIfAborted();
    for (;;) {
      const latest = this.place.notes.at(-1);
      await this.check(offer, latest);
      if (latest === this.place.notes.at(-1)) {
        if (!latest || sizeOf(latest) !== offer.size) {
          this.place.notes.push(offer.note);
        }
        return;
      }
    }
  }

  protected async check(offer: CheckpointOffer, latest: string | undefined) {
    await assertCheckpointExtends({ latest, offer });
  }
}

const place = (Sink: new (place: Place) => CheckpointSink) => ({
  async createPlace() {
    const notes: Place = { notes: [] };
    return async () => new Sink(notes);
  },
});

describe('testCheckpointSink', () => {
  it('passes a sink that keeps to the rules', async () => {
    await expect(
      testCheckpointSink(place(MemorySink)),
    ).resolves.toBeUndefined();
  });

  it.each<[string, new (place: Place) => CheckpointSink]>([
    [
      'has an id',
      class extends MemorySink {
        readonly id = 'My Place';
      },
    ],
    [
      'has nothing at first',
      class extends MemorySink {
        async latest() {
          return super.latest({ origin: '' }).then(note => note ?? 'a note');
        }
      },
    ],
    [
      'keeps what it was given, also after a restart',
      class extends MemorySink {
        constructor(_: Place) {
          super({ notes: [] });
        }
      },
    ],
    [
      'takes what extends the newest',
      class extends MemorySink {
        async latest() {
          return [...this.place.notes]
            .sort((a, b) =>
              String(sizeOf(a)).localeCompare(String(sizeOf(b)), 'en'),
            )
            .at(-1);
        }
      },
    ],
    [
      'returns when it is offered what it has',
      class extends MemorySink {
        async check(offer: CheckpointOffer, latest: string | undefined) {
          if (latest === offer.note) {
            throw new ConflictError('I have it');
          }
          await super.check(offer, latest);
        }
      },
    ],
    [
      'refuses an old checkpoint',
      class extends MemorySink {
        async check(offer: CheckpointOffer, latest: string | undefined) {
          if (!latest || sizeOf(latest) <= offer.size) {
            await super.check(offer, latest);
          }
        }
      },
    ],
    [
      'refuses a second history of the same length',
      class extends MemorySink {
        async check(offer: CheckpointOffer, latest: string | undefined) {
          if (!latest || sizeOf(latest) !== offer.size) {
            await super.check(offer, latest);
          }
        }
      },
    ],
    [
      'refuses a second history that is longer',
      class extends MemorySink {
        async check(offer: CheckpointOffer, latest: string | undefined) {
          if (!latest || sizeOf(latest) >= offer.size) {
            await super.check(offer, latest);
          }
        }
      },
    ],
    [
      'refuses a note about something else',
      class extends MemorySink {
        async check(offer: CheckpointOffer, latest: string | undefined) {
          const { origin, size, root } = parseCheckpoint(
            parseNote(offer.note).text,
          );
          await super.check({ ...offer, origin, size, root }, latest);
        }
      },
    ],
    [
      'mixes no two logs',
      class extends MemorySink {
        async check(offer: CheckpointOffer, latest: string | undefined) {
          const same =
            latest && parseNote(latest).text.startsWith(`${offer.origin}\n`);
          await super.check(offer, same ? latest : undefined);
        }
      },
    ],
    [
      'lets one of two histories win',
      class extends MemorySink {
        async push(
          offer: CheckpointOffer,
          { signal }: { signal: AbortSignal },
        ) {
          signal.throwIfAborted();
          const latest = this.place.notes.at(-1);
          await this.check(offer, latest);
          const now = this.place.notes.at(-1);
          if (!now || sizeOf(now) < offer.size) {
            this.place.notes.push(offer.note);
          } else if (now !== latest) {
            throw new ConflictError('Somebody was faster');
          }
        }
      },
    ],
    [
      'does nothing for somebody who no longer waits',
      class extends MemorySink {
        async push(offer: CheckpointOffer) {
          await super.push(offer, { signal: new AbortController().signal });
        }
      },
    ],
  ])('finds a sink that breaks the rule that it %s', async (rule, Sink) => {
    await expect(testCheckpointSink(place(Sink))).rejects.toThrow(
      `A sink ${rule}`,
    );
  });
});

describe('TestLog', () => {
  it('has two histories that are the same up to where they part', async () => {
    const log = await TestLog.create({});
    const fork = log.fork(3);
    expect((await fork.offer(3)).root).toEqual((await log.offer(3)).root);
    expect((await fork.offer(4)).root).not.toEqual((await log.offer(4)).root);
  });
});
