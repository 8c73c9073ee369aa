import {
  appendToTiles,
  generateSigningKey,
  hashLeaf,
  parseSigningKey,
  proveConsistency,
  readRoot,
  signCheckpoint,
  TileHashReader,
  tilePath,
  type NoteSigner,
  type TileAddress,
} from '@understudy/ledger';
import type { CheckpointOffer } from '../ledger';

/**
 * A small log with real hashes, proofs and signatures, for tests of places that
 * keep checkpoints.
 *
 * @public
 */
export class TestLog {
  readonly #signer: NoteSigner;
  readonly #wordOf: (index: number) => string;

  private constructor(signer: NoteSigner, wordOf: (index: number) => string) {
    this.#signer = signer;
    this.#wordOf = wordOf;
  }

  /** A new log. Without a signing key it makes one. */
  static async create(options: {
    /** The name of the log, if no key has it. */
    origin?: string;
    /** What it signs with. */
    signingKey?: string;
  }): Promise<TestLog> {
    const signingKey =
      options.signingKey ??
      (await generateSigningKey(options.origin ?? 'log.example')).signingKey;
    const signer = await parseSigningKey(signingKey);
    return new TestLog(signer, index => `entry ${index}`);
  }

  /** The name of the log. */
  get origin(): string {
    return this.#signer.name;
  }

  /** A second history with the same key: other entries from an index on. */
  fork(from: number): TestLog {
    return new TestLog(this.#signer, index =>
      index < from ? this.#wordOf(index) : `${this.#wordOf(index)}, rewritten`,
    );
  }

  /** The checkpoint over the first entries, with the proofs that it needs. */
  async offer(size: number): Promise<CheckpointOffer> {
    const tiles = new Map<string, Uint8Array>();
    const source = {
      async readTile(address: TileAddress) {
        const tile = tiles.get(tilePath(address));
        if (!tile) {
          throw new Error(`There is no tile ${tilePath(address)}`);
        }
        return tile;
      },
    };
    const leafHashes = Array.from({ length: size }, (_, index) =>
      hashLeaf(Buffer.from(this.#wordOf(index))),
    );
    for (const tile of await appendToTiles({ size: 0, leafHashes, source })) {
      tiles.set(tilePath(tile), tile.bytes);
    }
    const reader = new TileHashReader({ size, source });
    const root = await readRoot(size, reader);
    return {
      origin: this.origin,
      size: BigInt(size),
      root,
      note: await signCheckpoint({ origin: this.origin, size, root }, [
        this.#signer,
      ]),
      prove: earlier =>
        proveConsistency({ size1: earlier.size, size2: size }, reader),
    };
  }
}
