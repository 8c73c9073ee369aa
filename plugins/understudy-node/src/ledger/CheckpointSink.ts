/**
 * A signed checkpoint of the ledger, offered to a sink.
 *
 * @public
 */
export interface CheckpointOffer {
  /** The name of the log. */
  origin: string;
  /** How many entries it covers. */
  size: bigint;
  /** The root hash over them. */
  root: Uint8Array;
  /** The checkpoint itself: a signed note. */
  note: string;
  /** Proves that the checkpoint extends the log as it was at an earlier size. */
  prove(options: { size: bigint }): Promise<Uint8Array[]>;
}

/**
 * A place outside the database's trust where checkpoints are kept: whoever can
 * change the database cannot change what stands there.
 *
 * @public
 */
export interface CheckpointSink {
  /**
   * The name under which it is remembered what the sink has; it stays the same
   * for ever. Lower case words with hyphens, at most 64 characters.
   */
  id: string;
  /** What people read, such as `git repository audit-anchors`. */
  title: string;
  /** The newest checkpoint of a log that the sink keeps, as a signed note. */
  latest(options: {
    origin: string;
    signal: AbortSignal;
  }): Promise<string | undefined>;
  /**
   * Keeps a checkpoint for good. It returns when the checkpoint is durable
   * there, and throws where it does not extend the newest one that is kept: see
   * `assertCheckpointExtends`. Offered once more what it has, it returns.
   */
  push(offer: CheckpointOffer, options: { signal: AbortSignal }): Promise<void>;
}
