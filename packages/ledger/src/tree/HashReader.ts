import { NodeAddress } from './NodeAddress';

/**
 * Where proofs get their hashes from: tiles, a table, memory.
 *
 * @public
 */
export interface HashReader {
  /** Reads the hashes of complete subtrees, in the order asked for. */
  readHashes(nodes: readonly NodeAddress[]): Promise<Uint8Array[]>;
}
