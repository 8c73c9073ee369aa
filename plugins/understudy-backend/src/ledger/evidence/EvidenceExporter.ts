import { ServiceUnavailableError } from '@backstage/errors';
import {
  EvidenceError,
  writeEvidence,
  type WrittenEvidence,
} from '@understudy/evidence';
import { TileHashReader, type NoteSigner } from '@understudy/ledger';
import { setTimeout as wait } from 'node:timers/promises';
import type { StoredCheckpoint } from '../checkpoint/CheckpointStore';
import type { LedgerService } from '../LedgerService';
import type { ExportRow } from './ExportRow';
import type { RangeStore } from './RangeStore';
import { selectEntries } from './selectEntries';

const LOOK_MS = 250;

/** What {@link EvidenceExporter} needs of the keys. */
export interface ExportKeys {
  origin: string;
  signers: readonly NoteSigner[];
  verifierKeys: readonly string[];
}

interface Options {
  ledger: LedgerService;
  store: RangeStore;
  keys: ExportKeys | undefined;
  /** What wrote the package, with its version. */
  tool: string;
  /** How long to wait for a checkpoint over what was last recorded. */
  checkpointWaitMs: number;
}

/** Makes one package. */
export class EvidenceExporter {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async make(options: {
    row: ExportRow;
    folder: string;
    output: string;
    signal: AbortSignal;
    onProgress: (done: number, total: number) => void;
  }): Promise<WrittenEvidence> {
    const { row, folder, output, signal, onProgress } = options;
    const { ledger, store, keys, tool } = this.#options;
    if (!keys) {
      throw new ServiceUnavailableError(
        'The ledger has no key to sign the package with. The Health page says what to do',
      );
    }
    const { period, filter, notes } = row.request;
    const newest = await this.#newestCheckpoint(signal);
    const { size } = newest;
    const minimum = await ledger.minimumIndex();
    const range = await store.rangeOf({
      minimum,
      size,
      from: period.from === undefined ? undefined : Date.parse(period.from),
      to: period.to === undefined ? undefined : Date.parse(period.to),
      signal,
    });
    const anchors = await ledger.anchors();
    const total = range.to - range.from;
    let done = 0;
    onProgress(done, total);
    return writeEvidence({
      folder,
      output,
      signal,
      tool,
      createdAt: new Date().toISOString(),
      createdBy: row.requestedBy,
      origin: keys.origin,
      keys: [...keys.verifierKeys],
      signers: keys.signers,
      scope: {
        period: { ...period },
        ...(filter && { filter: { ...filter } }),
      },
      complete: filter === undefined,
      range,
      anchors: anchors.map(anchor => ({
        ...anchor,
        anchoredAt: anchor.anchoredAt.toISOString(),
      })),
      checkpoints: await this.#checkpoints(
        range,
        newest,
        anchors.map(anchor => anchor.size),
      ),
      hashes: new TileHashReader({ size, source: ledger.tiles }),
      input: selectEntries({
        ledger,
        store,
        range,
        minimum,
        size,
        filter,
        onEntry: () => {
          done++;
          onProgress(done, total);
        },
      }),
      ...(notes && { notes }),
    });
  }

  /** The newest checkpoint, once it covers what was recorded until now. */
  async #newestCheckpoint(signal: AbortSignal): Promise<StoredCheckpoint> {
    const { ledger, checkpointWaitMs } = this.#options;
    const size = await ledger.size();
    const until = Date.now() + checkpointWaitMs;
    for (;;) {
      const newest = await ledger.checkpoint();
      if (newest && (newest.size >= size || Date.now() > until)) {
        return newest;
      }
      if (!newest && Date.now() > until) {
        throw new EvidenceError(
          'The ledger has no signed checkpoint yet, so nothing could be proved. The Health page says what keeps it from signing',
        );
      }
      await wait(LOOK_MS, undefined, { signal });
    }
  }

  /** Those of the range, the one before it, those that stand outside, the newest. */
  async #checkpoints(
    range: { from: number; to: number },
    newest: StoredCheckpoint,
    anchored: readonly number[],
  ): Promise<StoredCheckpoint[]> {
    const { ledger } = this.#options;
    const bySize = new Map<number, StoredCheckpoint>();
    const add = (list: readonly StoredCheckpoint[]) =>
      list
        .filter(({ size }) => size <= newest.size)
        .forEach(one => bySize.set(one.size, one));
    add(await ledger.checkpoints({ from: range.from, to: range.to }));
    add(await this.#before(range.from));
    for (const size of anchored) {
      add(await ledger.checkpoints({ from: size, to: size }));
    }
    add([newest]);
    return [...bySize.values()].sort((a, b) => a.size - b.size);
  }

  /** Looks further back each time, since checkpoints are found from the smallest up. */
  async #before(size: number): Promise<StoredCheckpoint[]> {
    for (let back = 1_000; size > 0; back *= 10) {
      const found = await this.#options.ledger.checkpoints({
        from: Math.max(0, size - back),
        to: size,
      });
      if (found.length > 0) {
        return found.slice(-1);
      }
      if (back > size) {
        return [];
      }
    }
    return [];
  }
}
