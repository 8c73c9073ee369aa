/** An entry as the server gave it: the bytes that are hashed, and the values beside them. */
export interface ServedEntry {
  id: string;
  /** Its place in the log; undefined while it waits for one. */
  index?: number;
  /** The canonical JSON whose hash is the leaf. */
  body: string;
}

/** What this browser found out about one entry. */
export type EntryVerdict =
  /** Its hash is in the checkpoint. */
  | { state: 'included'; index: number; anchored: boolean; proof: Uint8Array[] }
  /** It came after the newest checkpoint; the next one will have it. */
  | { state: 'waiting' }
  /** Its text is not what the log has at its place. */
  | { state: 'altered'; index: number; detail: string };
