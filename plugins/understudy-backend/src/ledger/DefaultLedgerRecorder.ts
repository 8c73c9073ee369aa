import { NotFoundError } from '@backstage/errors';
import type {
  LedgerEntry,
  NewLedgerEntry,
} from '@understudy/plugin-understudy-common';
import type { AnchorWait } from './checkpoint/AnchorWait';
import type { EntrySeal } from './entry/EntrySeal';
import { prepareEntry } from './entry/prepareEntry';
import type { LedgerMetrics } from './LedgerMetrics';
import type {
  EntryReceipt,
  LedgerRecorder,
  NewOutcome,
  RecordOptions,
} from './types';
import type { EntryStore } from './write/EntryStore';
import type { EntryWriter } from './write/EntryWriter';
import type { ReceiptWatch } from './write/ReceiptWatch';

const ANCHOR_TIMEOUT_MS = 30_000;

interface RecorderOptions {
  seal: EntrySeal;
  store: EntryStore;
  writer: EntryWriter;
  receipts: ReceiptWatch;
  anchors: AnchorWait;
  /** Wakes the sequencer of this process. */
  wake(): void;
  metrics: LedgerMetrics | undefined;
  /** Tells Backstage's auditor. */
  mirror(entry: LedgerEntry): void;
}

/** Records by way of the writer; see {@link LedgerRecorder}. */
export class DefaultLedgerRecorder implements LedgerRecorder {
  readonly #options: RecorderOptions;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  async event(
    entry: NewLedgerEntry,
    options?: RecordOptions,
  ): Promise<EntryReceipt> {
    return this.#record({ kind: 'event', entry }, options);
  }

  async intent(
    entry: NewLedgerEntry & { reason: string },
    options?: RecordOptions,
  ): Promise<EntryReceipt> {
    return this.#record({ kind: 'intent', entry }, options);
  }

  async outcome(
    intentId: string,
    entry: NewOutcome,
    options?: RecordOptions,
  ): Promise<EntryReceipt> {
    if (!(await this.#options.store.hasIntent(intentId))) {
      throw new NotFoundError(`The ledger has no intent ${intentId}`);
    }
    return this.#record({ kind: 'outcome', intentId, entry }, options);
  }

  async #record(
    what: Parameters<typeof prepareEntry>[0],
    options: RecordOptions = {},
  ): Promise<EntryReceipt> {
    const { seal, writer, receipts, anchors, metrics, wake, mirror } =
      this.#options;
    const startedAt = performance.now();
    const prepared = prepareEntry(what);
    const { leafHash, entry } = prepared;
    const { id } = entry;
    // Before it is written: the sequencer may be quicker than the answer.
    receipts.add({ id, leafHash });
    try {
      await writer.write({
        prepared,
        mac: seal.staged({ id, leafHash }),
        wantsAnchor: options.anchored ?? false,
      });
    } catch (error) {
      receipts.forget(id);
      metrics?.refused(entry.kind);
      throw error;
    }
    metrics?.durable(entry.kind, startedAt);
    wake();
    mirror(entry);
    if (options.anchored) {
      const signal = AbortSignal.timeout(
        options.timeoutMs ?? ANCHOR_TIMEOUT_MS,
      );
      await anchors.until({
        index: () => receipts.sequenced(id, signal),
        signal,
      });
      metrics?.anchored(startedAt);
    }
    return {
      id,
      leafHash,
      sequenced: ({ signal } = {}) => receipts.sequenced(id, signal),
    };
  }
}
