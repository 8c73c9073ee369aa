import type { LoggerService } from '@backstage/backend-plugin-api';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LedgerService } from '../LedgerService';
import type { PruningStore } from './PruningStore';

const DAY_MS = 24 * 60 * 60 * 1000;
const AT_ONCE = 200;

/** A package that holds every entry of a range. */
export interface CompleteExport {
  /** The SHA-256 of the package. */
  sha256: string;
  /** The first index in it. */
  from: number;
  /** The index behind the last. */
  to: number;
}

interface LedgerPruningOptions {
  ledger: Pick<LedgerService, 'record' | 'minimumIndex' | 'anchors'>;
  store: PruningStore;
  retentionDays: number;
  /** Whether any place outside keeps checkpoints. */
  sinks: number;
  /** The packages that hold every entry from an index on, without a gap. */
  exports(options: { from: number }): Promise<CompleteExport[]>;
  /** Takes the entries out of what is searched. */
  forget(below: number): Promise<void>;
  logger: LoggerService;
  now?: () => Date;
}

/**
 * Removes entries that are older than they need be kept: only those that stand
 * in an exported package, and under a checkpoint that every sink has accepted.
 * Their hashes stay, so that every proof above them still holds.
 */
export class LedgerPruning {
  readonly #options: LedgerPruningOptions;

  constructor(options: LedgerPruningOptions) {
    this.#options = options;
  }

  /** Prunes what may go, and says in words what it did, or why it did nothing. */
  async prune(options: { signal?: AbortSignal } = {}): Promise<string> {
    const { ledger, store, retentionDays, sinks, exports, logger } =
      this.#options;
    const minimum = await ledger.minimumIndex();
    // What an earlier time did not finish.
    await this.#delete(minimum, options.signal);
    const now = (this.#options.now ?? (() => new Date()))();
    const old = await store.firstYounger({
      than: new Date(now.getTime() - retentionDays * DAY_MS),
      from: minimum,
    });
    if (old === undefined || old <= minimum) {
      return 'No entry is older than it need be kept.';
    }
    const anchors = await ledger.anchors();
    const anchored =
      sinks === 0 || anchors.length < sinks
        ? 0
        : Math.min(...anchors.map(({ size }) => size));
    const packages = (await exports({ from: minimum })).sort(
      (a, b) => a.from - b.from || b.to - a.to,
    );
    let exported = minimum;
    const used: CompleteExport[] = [];
    for (const one of packages) {
      if (one.from <= exported && one.to > exported) {
        exported = one.to;
        used.push(one);
      }
    }
    const below = Math.min(old, anchored, exported);
    if (below <= minimum) {
      return sinks === 0
        ? `Entries ${minimum} to ${
            old - 1
          } are older than ${retentionDays} days and are kept: no place outside keeps checkpoints, so what is removed could not be proved any more.`
        : `Entries ${minimum} to ${
            old - 1
          } are older than ${retentionDays} days and are kept until they stand in an evidence package of the whole period (now up to ${exported}) and under a checkpoint outside (now up to ${anchored}).`;
    }
    const receipt = await ledger.record.event(
      {
        actor: { type: 'service', id: 'understudy:retention' },
        source: 'scheduler',
        operationType: 'ledger',
        action: 'ledger:prune',
        reason: `Entries below ${below} are older than ${retentionDays} days, exported and anchored`,
        outcome: 'success',
        evidenceRefs: used
          .slice(0, 200)
          .map(({ sha256 }) => `sha256:${sha256}`),
        contextTags: { minimumIndex: String(below), before: String(minimum) },
      },
      { anchored: true },
    );
    await store.record({ minimumIndex: below, entryId: receipt.id });
    await this.#delete(below, options.signal);
    const sentence = `Removed entries ${minimum} to ${
      below - 1
    }; their hashes stay.`;
    logger.info(sentence);
    return sentence;
  }

  async #delete(below: number, signal?: AbortSignal): Promise<void> {
    await this.#options.forget(below);
    while (
      !signal?.aborted &&
      (await this.#options.store.deleteSome(below, AT_ONCE))
    ) {
      await nextTurn();
    }
  }
}
