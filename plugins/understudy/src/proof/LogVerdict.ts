import type { SeenCheckpoint } from './SeenCheckpoint';
import type { ServedAnchor } from './ProofSource';

/** What is wrong with the log as a whole. */
export type LogProblem =
  /** No pinned key signed: another key, or the signature was taken away. */
  | 'unknown-signers'
  /** A line of a pinned key does not fit the text. */
  | 'bad-signature'
  /** It is not a checkpoint at all. */
  | 'malformed'
  /** It speaks of another log than its signature, or than this browser saw. */
  | 'other-log'
  /** It has fewer entries than this browser saw. */
  | 'shrunk'
  /** It has as many entries as this browser saw, and other ones. */
  | 'forked'
  /** It has more entries, and the earlier ones are not those that this browser saw. */
  | 'rewritten';

/** Who signed, as far as this browser can say. */
export type SignatureVerdict =
  | { kind: 'verified'; name: string }
  | { kind: 'not-pinned' }
  | { kind: 'unsupported'; why: string }
  /** A key in the configuration of the app is no key. */
  | { kind: 'bad-key'; why: string }
  | { kind: 'refused' };

/** What this browser found out about the newest checkpoint. */
export interface LogVerdict {
  note: string;
  /** Empty and zero where the note could not be read. */
  origin: string;
  size: number;
  root: Uint8Array;
  signature: SignatureVerdict;
  /** Pinned witnesses that cosigned, with the time that they signed. */
  witnesses: Array<{ name: string; at: string }>;
  /** What was compared with; undefined on the first look. */
  seen?: SeenCheckpoint;
  /** False where the browser keeps nothing, so that each look is the first. */
  remembers: boolean;
  /** The widest anchor within this checkpoint, by the word of the server. */
  anchor?: ServedAnchor;
  /** When this browser looked, in ISO 8601. */
  checkedAt: string;
  problems: Array<{ problem: LogProblem; detail: string }>;
}
