/**
 * One line of `proofs/tree.jsonl`: the leaf of an entry that is in the package,
 * or the hashes of the complete subtrees that cover a stretch that is not.
 * Together the lines cover the log from index 0 to the size of the checkpoint,
 * and no stretch crosses the size of a checkpoint in the package.
 *
 * @public
 */
export type TreeLine =
  | { leaf: number; hash: string }
  | { from: number; to: number; hashes: string[] };
