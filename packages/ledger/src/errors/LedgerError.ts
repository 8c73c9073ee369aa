/**
 * Why a verification, a parse or an argument was refused.
 *
 * @public
 */
export type LedgerErrorReason =
  | 'bad-argument'
  | 'index-outside-tree'
  | 'sizes-out-of-order'
  | 'empty-first-tree'
  | 'wrong-proof-length'
  | 'root-mismatch'
  | 'size-mismatch'
  | 'bad-tile'
  | 'malformed-key'
  | 'malformed-note'
  | 'malformed-checkpoint'
  | 'malformed-proof'
  | 'unknown-signers'
  | 'bad-signature'
  | 'wrong-origin'
  | 'not-enough-witnesses'
  | 'not-json'
  | 'not-canonical'
  | 'commitment-mismatch'
  | 'unsupported';

/**
 * The one error of this package: `reason` is for programs, `message` for
 * people.
 *
 * @public
 */
export class LedgerError extends Error {
  /** Why it was refused, stable across releases. */
  readonly reason: LedgerErrorReason;

  constructor(reason: LedgerErrorReason, message: string) {
    super(message);
    this.name = 'LedgerError';
    this.reason = reason;
  }
}
