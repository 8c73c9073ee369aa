import {
  proveConsistency,
  readRoot,
  signCheckpoint,
  TileHashReader,
  verifyCheckpoint,
  verifyConsistencyProof,
  type NoteSigner,
  type TileSource,
  type VerifiedCheckpoint,
} from '@understudy/ledger';
import type { CheckpointOffer } from '@understudy/plugin-understudy-node';
import { LogAlarm } from '../sequence/LogAlarm';

/** Signs checkpoints, and never one that does not extend the last. */
export class CheckpointSigner {
  /** The name of the log. */
  readonly origin: string;
  readonly #signers: readonly NoteSigner[];
  readonly #verifierKeys: readonly string[];
  readonly #tiles: TileSource;

  constructor(options: {
    origin: string;
    signers: readonly NoteSigner[];
    verifierKeys: readonly string[];
    tiles: TileSource;
  }) {
    this.origin = options.origin;
    this.#signers = options.signers;
    this.#verifierKeys = options.verifierKeys;
    this.#tiles = options.tiles;
  }

  /** Signs the end of the log. */
  async sign(options: {
    size: number;
    root: Uint8Array;
    /** The last one that was signed, if there is one. */
    last: string | undefined;
  }): Promise<string> {
    const { size, root, last } = options;
    if (last !== undefined) {
      await this.assertExtends({ size, root, last });
    }
    return signCheckpoint({ origin: this.origin, size, root }, this.#signers);
  }

  /** Throws a LogAlarm unless the log, as it is now, extends a checkpoint that we signed. */
  async assertExtends(options: {
    size: number;
    root: Uint8Array;
    last: string;
  }): Promise<void> {
    const { size, root } = options;
    const last = await this.verifyOwn(options.last);
    if (last.size > BigInt(size)) {
      throw new LogAlarm(
        'checkpoint-refused',
        `The last signed checkpoint covers ${last.size} entries and the log has ${size}: its end is gone, or an old copy of the database is in use. Nothing is signed until that is cleared up.`,
      );
    }
    if (last.size === 0n) {
      return;
    }
    try {
      verifyConsistencyProof({
        size1: last.size,
        size2: size,
        root1: last.root,
        root2: root,
        proof: await this.prove({ from: last.size, to: size }),
      });
    } catch (error) {
      throw new LogAlarm(
        'checkpoint-refused',
        `The log of ${size} entries does not extend the last signed checkpoint over ${
          last.size
        }: something recorded before has changed (${
          (error as Error).message
        }). Nothing is signed until that is cleared up.`,
      );
    }
  }

  /** Checks that a checkpoint was signed with a key of ours. */
  async verifyOwn(note: string): Promise<VerifiedCheckpoint> {
    try {
      return await verifyCheckpoint(note, this.#verifierKeys, {
        origin: this.origin,
      });
    } catch (error) {
      throw new LogAlarm(
        'key-unknown',
        `The last checkpoint in the database is not signed with a key that this process has (${
          (error as Error).message
        }). Give the old key beside the new one, so that a checkpoint signed by both joins them; if you changed no key, somebody else signed.`,
      );
    }
  }

  /** Checks that what is kept outside was signed with a key of ours. */
  async verifyKept(note: string, where: string): Promise<VerifiedCheckpoint> {
    try {
      return await verifyCheckpoint(note, this.#verifierKeys, {
        origin: this.origin,
      });
    } catch (error) {
      throw new LogAlarm(
        'key-unknown',
        `${where} keeps a checkpoint that no key of this process has signed (${
          (error as Error).message
        }). Give the old key beside the new one; if you changed no key, somebody replaced it here, perhaps with every signature.`,
      );
    }
  }

  /** What is offered to sinks. */
  offer(checkpoint: {
    size: number;
    root: Uint8Array;
    note: string;
  }): CheckpointOffer {
    const { size, root, note } = checkpoint;
    return {
      origin: this.origin,
      size: BigInt(size),
      root,
      note,
      prove: ({ size: from }) => this.prove({ from, to: size }),
    };
  }

  /** The root of the log as it was at an earlier size, from its tiles. */
  async rootAt(size: bigint): Promise<Uint8Array> {
    return readRoot(size, new TileHashReader({ size, source: this.#tiles }));
  }

  /** Proves that the log extends itself. */
  async prove(options: { from: bigint; to: number }): Promise<Uint8Array[]> {
    return proveConsistency(
      { size1: options.from, size2: options.to },
      new TileHashReader({ size: options.to, source: this.#tiles }),
    );
  }
}
