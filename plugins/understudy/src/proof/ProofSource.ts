/** What a sink outside the database accepted last, as the server says. */
export interface ServedAnchor {
  sink: string;
  /** How many entries the checkpoint has that the sink accepted. */
  size: number;
  /** When, in ISO 8601. */
  anchoredAt: string;
}

/** The newest checkpoint and what the server says about it. */
export interface ServedCheckpoint {
  /** The signed note, byte for byte. */
  note: string;
  anchors: ServedAnchor[];
}

/** Paths from entries to the root of one checkpoint. */
export interface ServedInclusion {
  /** The checkpoint that they lead to. */
  note: string;
  /** By the index of the entry. */
  proofs: ReadonlyMap<number, Uint8Array[]>;
}

/** Where a browser gets what it verifies; nothing that comes from here is believed. */
export interface ProofSource {
  /** The newest checkpoint; undefined while the log has none. */
  readCheckpoint(): Promise<ServedCheckpoint | undefined>;
  /** What shows that a log of `to` entries begins with that of `from` entries. */
  readConsistency(from: number, to: number): Promise<Uint8Array[]>;
  /** What shows that entries stand in the newest checkpoint, which comes with it. */
  readInclusion(indexes: readonly number[]): Promise<ServedInclusion>;
}
