import type { CheckpointSink } from '@understudy/plugin-understudy-node';
import type { LedgerService } from '../LedgerService';
import { describeStanding } from './describeStanding';
import type { OpenIntentRow, OpenIntentStore } from './OpenIntentStore';
import type { IntentStanding, OpenIntent, OpenIntentService } from './types';

/** Puts together what the record says about each open intent. */
export class DefaultOpenIntentService implements OpenIntentService {
  readonly #store: OpenIntentStore;
  readonly #ledger: Pick<LedgerService, 'checkpoint' | 'anchors'>;
  readonly #sinks: ReadonlyArray<Pick<CheckpointSink, 'id'>>;
  readonly #now: () => number;

  constructor(options: {
    store: OpenIntentStore;
    ledger: Pick<LedgerService, 'checkpoint' | 'anchors'>;
    /** The places outside that must accept checkpoints. */
    sinks: ReadonlyArray<Pick<CheckpointSink, 'id'>>;
    now?: () => number;
  }) {
    this.#store = options.store;
    this.#ledger = options.ledger;
    this.#sinks = options.sinks;
    this.#now = options.now ?? Date.now;
  }

  async list(options: { limit: number }): Promise<OpenIntent[]> {
    const rows = await this.#store.list(options);
    const checkpoint = await this.#ledger.checkpoint();
    const anchors = await this.#ledger.anchors();
    const anchored = Math.min(
      ...this.#sinks.map(
        ({ id }) => anchors.find(({ sink }) => sink === id)?.size ?? 0,
      ),
    );
    const hasSinks = this.#sinks.length > 0;
    return rows.map(row => {
      const standing = standingOf(row, {
        checkpointed: checkpoint?.size ?? 0,
        anchored: hasSinks ? anchored : 0,
      });
      return {
        id: row.id,
        index: row.index,
        standing,
        sentence: describeStanding({ standing, index: row.index, hasSinks }),
        entry: row.entry,
        ageMs: Math.max(0, this.#now() - Date.parse(row.entry.occurredAt)),
      };
    });
  }

  async count(options: { olderThanMs: number }): Promise<number> {
    return this.#store.count({ before: this.#now() - options.olderThanMs });
  }
}

function standingOf(
  { index, staged }: OpenIntentRow,
  sizes: { checkpointed: number; anchored: number },
): IntentStanding {
  if (index === undefined) {
    return staged ? 'staged' : 'missing';
  }
  if (index < sizes.anchored) {
    return 'anchored';
  }
  return index < sizes.checkpointed ? 'checkpointed' : 'sequenced';
}
