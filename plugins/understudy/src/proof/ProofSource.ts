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

/** Where a browser gets what it verifies; nothing that comes from here is believed. */
export interface ProofSource {
  /** The newest checkpoint; undefined while the log has none. */
  readCheckpoint(): Promise<ServedCheckpoint | undefined>;
  /** The bytes of a tile, by its path such as `tile/0/000.p/5`. */
  readTile(path: string): Promise<Uint8Array>;
}
