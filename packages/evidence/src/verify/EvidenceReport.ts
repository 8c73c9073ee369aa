/**
 * One thing that is wrong with a package.
 *
 * @public
 */
export interface EvidenceProblem {
  /** What is wrong, in words. */
  message: string;
  /** The file in which it is. */
  file?: string;
  /** The index of the entry that it is about. */
  index?: number;
  /** Its id, as far as it can be read. */
  entryId?: string;
}

/**
 * A sealed value that was redacted.
 *
 * @public
 */
export interface EvidenceRedaction {
  /** The index of the entry. */
  index: number;
  /** Its id. */
  entryId: string;
  /** The field, as JSON pointer. */
  pointer: string;
  /** The entry that records the redaction. */
  by: string;
}

/**
 * What a package proves and what not.
 *
 * @public
 */
export interface EvidenceReport {
  /**
   * `verified`: all that a package can prove, by a key that was pinned;
   * `limited`: nothing is wrong, but something that could have been proved is
   * open, see `limits`; `refused`: see `problems`.
   */
  result: 'verified' | 'limited' | 'refused';
  /** The name of the log. */
  origin?: string;
  /** The pinned keys that signed, as `name+id`; empty if none was pinned. */
  signedBy: string[];
  /** How many entries the log had. */
  size?: number;
  /** How many entries that were asked for are in the package. */
  entries: number;
  /** How many more are there to prove something about these. */
  supporting: number;
  /** What was proved, in words. */
  proved: string[];
  /** What no package can prove, or this one need not, in words. */
  notProved: string[];
  /** What is open that could have been proved, in words. */
  limits: string[];
  /** What is wrong; the first two hundred. */
  problems: EvidenceProblem[];
  /** How many problems there are. */
  problemCount: number;
  /** Redacted values whose redaction is recorded; the first two hundred. */
  redactions: EvidenceRedaction[];
  /** How many there are. */
  redactionCount: number;
}
