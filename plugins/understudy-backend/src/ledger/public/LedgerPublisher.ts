import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import {
  encodeBase64,
  encodeEntryBundle,
  formatLogProof,
  parseCheckpoint,
  parseNote,
  parseTilePath,
  proveConsistency,
  proveInclusion,
  TileHashReader,
  type TileAddress,
} from '@understudy/ledger';
import type {
  LedgerConsistency,
  LedgerProofs,
  LedgerStatus,
} from '@understudy/plugin-understudy-common';
import { withCode } from '../../http/errorCode';
import type { StoredCheckpoint } from '../checkpoint/CheckpointStore';
import type { LedgerService } from '../LedgerService';
import type { LeafStore } from '../reading/LeafStore';

const HASH_BYTES = 32;
const FULL = 256;

/** What is needed of the ledger to show it to who verifies it. */
type PublishedLedger = Pick<
  LedgerService,
  'tiles' | 'size' | 'checkpoint' | 'anchors' | 'keys'
>;

/** The log in the formats of C2SP: checkpoints, proofs and tiles. */
export class LedgerPublisher {
  readonly #ledger: PublishedLedger;
  readonly #leaves: LeafStore;

  constructor(options: { ledger: PublishedLedger; leaves: LeafStore }) {
    this.#ledger = options.ledger;
    this.#leaves = options.leaves;
  }

  async status(): Promise<LedgerStatus> {
    const [size, anchors, checkpoint] = await Promise.all([
      this.#ledger.size(),
      this.#ledger.anchors(),
      this.#ledger.checkpoint(),
    ]);
    const { keys } = this.#ledger;
    const origin =
      keys?.origin ??
      (checkpoint && parseCheckpoint(parseNote(checkpoint.note).text).origin);
    if (origin === undefined) {
      throw withCode(
        'ledger-unavailable',
        new ServiceUnavailableError(
          'The ledger has no key to sign with, so it has no name yet. The Health page says what to do.',
        ),
      );
    }
    return {
      origin,
      verifierKeys: [...(keys?.verifierKeys ?? [])],
      size,
      ...(checkpoint && {
        checkpoint: { size: checkpoint.size, note: checkpoint.note },
      }),
      anchors: anchors.map(anchor => ({
        sink: anchor.sink,
        size: anchor.size,
        anchoredAt: anchor.anchoredAt.toISOString(),
      })),
    };
  }

  /** The newest checkpoint. */
  async checkpoint(): Promise<StoredCheckpoint> {
    const checkpoint = await this.#ledger.checkpoint();
    if (!checkpoint) {
      throw withCode(
        'not-in-checkpoint',
        new NotFoundError(
          'The ledger has not signed a checkpoint yet. It does so a minute after the first entry at the latest.',
        ),
      );
    }
    return checkpoint;
  }

  /** A file that proves one entry to stand in the newest checkpoint. */
  async proof(index: number): Promise<string> {
    const { size, note } = await this.checkpoint();
    if (index >= size) {
      throw withCode(
        'not-in-checkpoint',
        new NotFoundError(
          `Entry ${index} does not stand in a checkpoint yet; the newest has ${size} entries.`,
        ),
      );
    }
    const proof = await proveInclusion({ index, size }, this.#hashes(size));
    return formatLogProof({ index, proof, checkpoint: note });
  }

  /** Proofs of those entries that the newest checkpoint covers. */
  async proofs(indexes: readonly number[]): Promise<LedgerProofs> {
    const { size, note } = await this.checkpoint();
    const hashes = this.#hashes(size);
    const proofs: LedgerProofs['proofs'] = [];
    for (const index of new Set(indexes)) {
      if (index < size) {
        const proof = await proveInclusion({ index, size }, hashes);
        proofs.push({ index, proof: proof.map(encodeBase64) });
      }
    }
    return { checkpoint: note, proofs };
  }

  /** That the tree of one size is the beginning of that of another. */
  async consistency(options: {
    from: number;
    to: number | undefined;
  }): Promise<LedgerConsistency> {
    const { from } = options;
    const to = options.to ?? (await this.checkpoint()).size;
    const size = await this.#ledger.size();
    if (from > to || to > size) {
      throw new NotFoundError(
        `There is no tree that grows from ${from} to ${to} entries; the log has ${size}.`,
      );
    }
    const proof = await proveConsistency(
      { size1: from, size2: to },
      this.#hashes(to),
    );
    return { from, to, proof: proof.map(encodeBase64) };
  }

  /** The bytes of a tile, and whether they will ever be others. */
  async tile(path: {
    level: string;
    tile: string;
  }): Promise<{ bytes: Uint8Array; full: boolean }> {
    const address = parse(path);
    const { width } = address;
    const bytes =
      address.level === 'entries'
        ? await this.#bundle(address)
        : await this.#ledger.tiles.readTile(address);
    if (bytes === undefined || bytes.length === 0) {
      throw noTile();
    }
    if (address.level !== 'entries' && bytes.length !== width * HASH_BYTES) {
      throw noTile();
    }
    return { bytes, full: width === FULL };
  }

  async #bundle(address: TileAddress): Promise<Uint8Array | undefined> {
    const { index, width } = address;
    const from = Number(index) * FULL;
    if (!Number.isSafeInteger(from)) {
      return undefined;
    }
    const bodies = await this.#leaves.bodies({ from, count: width });
    return bodies.length === width
      ? encodeEntryBundle(bodies.map(body => new TextEncoder().encode(body)))
      : undefined;
  }

  #hashes(size: number): TileHashReader {
    return new TileHashReader({ size, source: this.#ledger.tiles });
  }
}

function noTile(): Error {
  return withCode(
    'tile-not-found',
    new NotFoundError('The log has no such tile, or not yet so wide'),
  );
}

function parse({ level, tile }: { level: string; tile: string }): TileAddress {
  try {
    const address = parseTilePath(`tile/${level}/${tile}`);
    if (Number.isSafeInteger(Number(address.index))) {
      return address;
    }
  } catch {
    // Said below.
  }
  throw noTile();
}
