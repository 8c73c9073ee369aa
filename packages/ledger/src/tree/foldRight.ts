import { hashNode } from './hashNode';

/**
 * Joins the hashes of neighbouring subtrees, largest first, into the root over
 * all of them.
 *
 * @internal
 */
export function foldRight(hashes: readonly Uint8Array[]): Uint8Array {
  let root = hashes[hashes.length - 1];
  for (let i = hashes.length - 2; i >= 0; i--) {
    root = hashNode(hashes[i], root);
  }
  return root;
}
