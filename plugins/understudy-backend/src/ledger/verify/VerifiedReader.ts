import {
  hashLeaf,
  LedgerError,
  proveInclusion,
  TileHashReader,
  verifyInclusionProof,
  type TileSource,
} from '@understudy/ledger';
import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import type { EntrySeal } from '../entry/EntrySeal';
import { restoreEntry } from '../entry/restoreEntry';
import type { SequenceStore } from '../sequence/SequenceStore';
import type { EntryStore, StoredEntry } from '../write/EntryStore';

const AT_ONCE = 200;
const REMEMBERED = 20_000;

/**
 * Reads entries and gives only those that the ledger itself wrote: what stands
 * in the tree under a head that carries our seal, or waits for its index with a
 * seal of its own. A row that somebody put into the database is left out.
 */
export class VerifiedReader {
  readonly #entries: EntryStore;
  readonly #sequence: SequenceStore;
  readonly #seal: EntrySeal;
  readonly #tiles: TileSource;
  /** What was proven here once stays so: the log only grows. By id, the leaf as it was proven. */
  readonly #proven = new Map<string, string>();

  constructor(options: {
    entries: EntryStore;
    sequence: SequenceStore;
    seal: EntrySeal;
    tiles: TileSource;
  }) {
    this.#entries = options.entries;
    this.#sequence = options.sequence;
    this.#seal = options.seal;
    this.#tiles = options.tiles;
  }

  /** By their ids, those that hold. */
  async read(ids: readonly string[]): Promise<Map<string, LedgerEntry>> {
    const wanted = [...new Set(ids)];
    const found = new Map<string, LedgerEntry>();
    for (let from = 0; from < wanted.length; from += AT_ONCE) {
      const some = wanted.slice(from, from + AT_ONCE);
      // The seals first: what gets its index meanwhile has one then.
      const seals = await this.#sequence.sealsOf(some);
      const stored = await this.#entries.readByIds(some);
      const inTree = await this.#inTree(
        stored.filter(({ index }) => index !== undefined),
      );
      for (const entry of stored) {
        const seal = seals.get(entry.id);
        const waits =
          seal !== undefined &&
          this.#seal.isStaged(
            { id: entry.id, leafHash: hashLeaf(Buffer.from(entry.body)) },
            seal,
          );
        // What is not ours is not even read: it may be anything.
        const restored =
          inTree.has(entry.id) || waits ? this.#restore(entry) : undefined;
        if (restored) {
          found.set(entry.id, restored);
        }
      }
    }
    return found;
  }

  #remember(id: string, leaf: Uint8Array): void {
    if (this.#proven.size >= REMEMBERED) {
      this.#proven.clear();
    }
    this.#proven.set(id, hexOf(leaf));
  }

  #restore(stored: StoredEntry): LedgerEntry | undefined {
    try {
      const { entry } = restoreEntry(stored);
      return entry.id === stored.id ? entry : undefined;
    } catch (error) {
      if (error instanceof LedgerError) {
        return undefined;
      }
      throw error;
    }
  }

  async #inTree(stored: readonly StoredEntry[]): Promise<Set<string>> {
    const proven = new Set<string>();
    const leaves = new Map(
      stored.map(({ id, body }) => [id, hashLeaf(Buffer.from(body))]),
    );
    const unknown = stored.filter(({ id }) => {
      const known = this.#proven.get(id) === hexOf(leaves.get(id)!);
      if (known) {
        proven.add(id);
      }
      return !known;
    });
    if (unknown.length === 0) {
      return proven;
    }
    const head = await this.#sequence.head();
    if (!this.#seal.isHead(head, head.mac)) {
      return proven;
    }
    const reader = new TileHashReader({
      size: head.size,
      source: this.#tiles,
    });
    for (const { id, index } of unknown) {
      try {
        const proof = await proveInclusion(
          { index: index!, size: head.size },
          reader,
        );
        verifyInclusionProof({
          index: index!,
          size: head.size,
          leafHash: leaves.get(id)!,
          proof,
          root: head.root,
        });
        proven.add(id);
        this.#remember(id, leaves.get(id)!);
      } catch (error) {
        // It is not in the tree as it is stored; what is wrong otherwise is not forgery.
        if (!(error instanceof LedgerError)) {
          throw error;
        }
      }
    }
    return proven;
  }
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
