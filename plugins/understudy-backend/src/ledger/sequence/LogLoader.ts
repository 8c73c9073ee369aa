import { hashLeaf, LedgerError, LogReplay } from '@understudy/ledger';
import type { Checkpointer } from '../checkpoint/Checkpointer';
import type { CheckpointSigner } from '../checkpoint/CheckpointSigner';
import type { CheckpointStore } from '../checkpoint/CheckpointStore';
import type { EntrySeal } from '../entry/EntrySeal';
import type { EntryStore } from '../write/EntryStore';
import { LogAlarm } from './LogAlarm';
import type { LogState } from './LogState';
import { LogTip } from './LogTip';
import type { Lease } from './LeaseStore';
import type { SequenceStore } from './SequenceStore';

const PAGE = 500;

/**
 * Reads the end of the log for a process that has just got the lease, and
 * believes none of it: not the head, not the tiles, not what stands behind the
 * last checkpoint, and not that the database is the one it was.
 */
export class LogLoader {
  readonly #options: {
    sequence: SequenceStore;
    entries: EntryStore;
    checkpoints: CheckpointStore;
    checkpointer: Checkpointer;
    signer: CheckpointSigner;
    seal: EntrySeal;
  };

  constructor(options: {
    sequence: SequenceStore;
    entries: EntryStore;
    checkpoints: CheckpointStore;
    checkpointer: Checkpointer;
    signer: CheckpointSigner;
    seal: EntrySeal;
  }) {
    this.#options = options;
  }

  /** Throws a LogAlarm where something does not fit. */
  async load(lease: Lease): Promise<LogState> {
    const { sequence, checkpoints, checkpointer, signer } = this.#options;
    const tip = await this.#tip();
    const last = await checkpoints.latest();
    if (last) {
      await signer.assertExtends({
        size: tip.size,
        root: tip.root(),
        last: last.note,
      });
    }
    if (await sequence.hasLeafFrom(tip.size)) {
      throw new LogAlarm(
        'index-taken',
        `Somebody has put a leaf behind the ${tip.size} entries of the log, past the sequencer. Nothing is appended until it is removed by the owner of the tables.`,
      );
    }
    await this.#checkTail(tip, last?.size ?? 0);
    await checkpointer.compare(tip);
    return { lease, tip, last, anchorWanted: false };
  }

  async #tip(): Promise<LogTip> {
    const { sequence, seal } = this.#options;
    const head = await sequence.head();
    if (head.size === 0 && head.mac.length === 0) {
      return LogTip.read({ size: 0, source: sequence.tiles() });
    }
    if (!seal.isHead(head, head.mac)) {
      throw new LogAlarm(
        'head-changed',
        `The head of the log says ${head.size} entries, and was not written with a key that this process has: somebody changed it, or a signing key was replaced. Give the old key beside the new one, or bring back the newest copy of the database.`,
      );
    }
    try {
      const tip = await LogTip.read({
        size: head.size,
        source: sequence.tiles(),
      });
      if (Buffer.from(tip.root()).equals(head.root)) {
        return tip;
      }
    } catch (error) {
      if (!(error instanceof LedgerError)) {
        throw error;
      }
    }
    throw new LogAlarm(
      'head-changed',
      `The tiles of the log do not give the root of its ${head.size} entries: somebody changed them. They can be computed again from the entries.`,
    );
  }

  /** What no signature covers yet is computed again from the entries themselves. */
  async #checkTail(tip: LogTip, from: number): Promise<void> {
    const { sequence, entries, signer } = this.#options;
    const start = await LogTip.read({ size: from, source: sequence.tiles() });
    const replay = LogReplay.resume(start.range());
    for (let index = from; index < tip.size; index += PAGE) {
      const page = await entries.readFrom({
        from: index,
        to: tip.size,
        limit: PAGE,
      });
      page.forEach(({ body }) =>
        replay.addLeafHash(hashLeaf(Buffer.from(body))),
      );
    }
    if (
      replay.size !== tip.size ||
      !Buffer.from(replay.root()).equals(tip.root())
    ) {
      throw new LogAlarm(
        'tail-changed',
        `The ${
          tip.size - from
        } entries since the last checkpoint over ${from} are not those that were appended: somebody changed or removed them. A full verification (${
          signer.origin
        }) names which.`,
      );
    }
  }
}
