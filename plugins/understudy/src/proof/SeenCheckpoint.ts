/** The last checkpoint that this browser accepted. */
export interface SeenCheckpoint {
  origin: string;
  size: number;
  /** The root hash in base64. */
  root: string;
  /** The signed note, kept as evidence. */
  note: string;
  /** When this browser saw it, in ISO 8601. */
  seenAt: string;
  /** Whether a key that was pinned at that time had signed it. */
  signed: boolean;
}
