/**
 * The head of a log: so many entries hash to this root (C2SP tlog-checkpoint).
 *
 * @public
 */
export interface Checkpoint {
  /** Identity of the log, such as `example.com/understudy`. */
  origin: string;
  /** How many entries the log has. */
  size: bigint;
  /** Root of the Merkle tree over them. */
  root: Uint8Array;
  /** Further lines; the standard advises against any. */
  extensions: string[];
}
