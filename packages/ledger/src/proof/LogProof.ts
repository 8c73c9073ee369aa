/**
 * A proof that one entry is in a log, with everything but the keys that it
 * takes to verify it offline (C2SP tlog-proof).
 *
 * @public
 */
export interface LogProof {
  /** Index of the entry. */
  index: bigint;
  /** The inclusion proof. */
  proof: Uint8Array[];
  /** The signed checkpoint, as the log issued it. */
  checkpoint: string;
  /** Data of the application; nothing authenticates it. */
  extra?: Uint8Array;
}
