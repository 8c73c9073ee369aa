/** What can be found wrong with the ledger. The codes stay the same for ever. */
export type LedgerFindingCode =
  | 'entry-changed'
  | 'entry-missing'
  | 'entry-swapped'
  | 'entry-stray'
  | 'entry-vanished'
  | 'field-changed'
  | 'field-missing'
  | 'field-kept'
  | 'leaf-missing'
  | 'leaf-changed'
  | 'leaf-inserted'
  | 'tile-changed'
  | 'head-changed'
  | 'checkpoint-forged'
  | 'checkpoint-mismatch'
  | 'checkpoint-missing'
  | 'key-unknown'
  | 'shorter-than-anchor'
  | 'differs-from-anchor';

/** Something that is wrong with the ledger, and where. */
export interface LedgerFinding {
  code: LedgerFindingCode;
  /** The index in the log, where there is one. */
  index?: number;
  /** The entry, where it is known. */
  entryId?: string;
  /** What is so, in words. */
  sentence: string;
}
