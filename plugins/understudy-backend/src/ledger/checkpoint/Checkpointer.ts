import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { parseCheckpoint, parseNote } from '@understudy/ledger';
import type { CheckpointSink } from '@understudy/plugin-understudy-node';
import type { Knex } from 'knex';
import { LogAlarm } from '../sequence/LogAlarm';
import type { Lease } from '../sequence/LeaseStore';
import type { LogTip } from '../sequence/LogTip';
import { underLease } from '../sequence/underLease';
import type { AlarmStore } from '../AlarmStore';
import type { CheckpointSigner } from './CheckpointSigner';
import type { CheckpointStore, StoredCheckpoint } from './CheckpointStore';

const SINK_TIMEOUT_MS = 15_000;

interface CheckpointerOptions {
  knex: Knex;
  store: CheckpointStore;
  signer: CheckpointSigner;
  sinks: readonly CheckpointSink[];
  alarms: AlarmStore;
  logger: LoggerService;
  every: { entries: number; seconds: number };
  onAnchored: () => void;
}

/** Signs checkpoints when they are due, and takes them outside. */
export class Checkpointer {
  readonly #options: CheckpointerOptions;
  readonly #problems = new Map<string, string>();
  /** Per sink that is busy: whether it was asked once more since. */
  readonly #pushing = new Map<
    string,
    { again: boolean; done: Promise<void> }
  >();

  constructor(options: CheckpointerOptions) {
    this.#options = options;
  }

  /** What went wrong with each sink the last time, if anything. */
  get problems(): ReadonlyMap<string, string> {
    return this.#problems;
  }

  /** Whether a checkpoint is due. */
  isDue(options: {
    size: number;
    last: StoredCheckpoint | undefined;
    wanted: boolean;
  }): boolean {
    const { size, last, wanted } = options;
    const { entries, seconds } = this.#options.every;
    const behind = size - (last?.size ?? 0);
    if (behind === 0) {
      return false;
    }
    return (
      wanted ||
      last === undefined ||
      behind >= entries ||
      Math.abs(Date.now() - last.signedAt.getTime()) >= seconds * 1000
    );
  }

  /** Signs the end of the log and keeps it; sinks get it in the background. */
  async sign(options: {
    lease: Lease;
    tip: LogTip;
    last: StoredCheckpoint | undefined;
  }): Promise<StoredCheckpoint> {
    const { lease, tip, last } = options;
    const { knex, store, signer } = this.#options;
    const note = await signer.sign({
      size: tip.size,
      root: tip.root(),
      last: last?.note,
    });
    const checkpoint = { size: tip.size, note, signedAt: new Date() };
    await underLease(knex, lease, trx =>
      store.insert(trx, { ...checkpoint, epoch: lease.epoch }),
    );
    this.push();
    return checkpoint;
  }

  /** Takes the newest checkpoint to every sink that does not have it. */
  push(): void {
    for (const sink of this.#options.sinks) {
      const current = this.#pushing.get(sink.id);
      if (current) {
        current.again = true;
        continue;
      }
      const state = { again: true, done: Promise.resolve() };
      state.done = this.#pushWhileAsked(sink, state).finally(() =>
        this.#pushing.delete(sink.id),
      );
      this.#pushing.set(sink.id, state);
    }
  }

  /** Waits until nothing is being pushed. */
  async settled(): Promise<void> {
    await Promise.all([...this.#pushing.values()].map(({ done }) => done));
  }

  async #pushWhileAsked(
    sink: CheckpointSink,
    state: { again: boolean },
  ): Promise<void> {
    while (state.again) {
      state.again = false;
      await this.#push(sink);
    }
  }

  async #push(sink: CheckpointSink): Promise<void> {
    const { store, signer, alarms, logger, onAnchored } = this.#options;
    try {
      const newest = await store.latest();
      const anchors = await store.anchors();
      const anchor = anchors.find(({ sink: id }) => id === sink.id);
      if (!newest || (anchor && anchor.size >= newest.size)) {
        return;
      }
      const { root } = parseCheckpoint(parseNote(newest.note).text);
      await sink.push(signer.offer({ ...newest, root }), {
        signal: AbortSignal.timeout(SINK_TIMEOUT_MS),
      });
      await store.anchored({ sink: sink.id, size: newest.size });
      this.#problems.delete(sink.id);
      onAnchored();
    } catch (error) {
      const { name, message } = toError(error);
      this.#problems.set(sink.id, message);
      logger.error(`${sink.title} did not take the checkpoint`, toError(error));
      if (name === 'ConflictError') {
        await alarms
          .raise({
            code: 'checkpoint-refused',
            sentence: `${sink.title} refuses the newest checkpoint: ${message}`,
            stops: true,
          })
          .catch(problem =>
            logger.error('An alarm cannot be kept', toError(problem)),
          );
      }
    }
  }

  /** Compares the log with what every sink that answers keeps of it. */
  async compare(tip: LogTip): Promise<void> {
    const { sinks, signer, store } = this.#options;
    const anchors = await store.anchors();
    for (const sink of sinks) {
      let note: string | undefined;
      try {
        note = await sink.latest({
          origin: signer.origin,
          signal: AbortSignal.timeout(SINK_TIMEOUT_MS),
        });
        this.#problems.delete(sink.id);
      } catch (error) {
        const { name, message } = toError(error);
        if (name === 'ConflictError') {
          throw new LogAlarm(
            'anchor-tampered',
            `What ${sink.title} keeps was tampered with: ${message}`,
          );
        }
        this.#problems.set(sink.id, message);
        continue;
      }
      const anchor = anchors.find(one => one.sink === sink.id);
      if (note !== undefined) {
        await this.#compareWith(sink, note, tip);
      } else if (anchor) {
        throw new LogAlarm(
          'anchor-tampered',
          `${sink.title} had accepted a checkpoint over ${anchor.size} entries, and keeps none any more: it was emptied, or another place is mounted there. Bring it back; if it is gone for good, resolve the alarm and give the place another id.`,
        );
      }
    }
  }

  async #compareWith(
    sink: CheckpointSink,
    note: string,
    tip: LogTip,
  ): Promise<void> {
    const kept = await this.#options.signer.verifyKept(note, sink.title);
    if (kept.size > BigInt(tip.size)) {
      throw new LogAlarm(
        'shorter-than-anchor',
        `${sink.title} keeps a checkpoint over ${kept.size} entries, and the log has ${tip.size}: entries are gone, or an old copy of the database was restored. Bring back the newest copy; if there is none, keep this database as evidence and start a new log under another understudy.ledger.origin.`,
      );
    }
    const root = await this.#options.signer.rootAt(kept.size);
    if (!Buffer.from(root).equals(kept.root)) {
      throw new LogAlarm(
        'differs-from-anchor',
        `${sink.title} keeps a checkpoint over ${kept.size} entries with another root than the log has: what was recorded has been changed, or there are two histories. Keep this database as evidence and compare it with a copy.`,
      );
    }
  }
}
