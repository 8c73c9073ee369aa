/**
 * What an entry of the ledger is, for the commitments in it.
 *
 * @public
 */
export const ledgerEntryDomain = 'understudy-entry/v1';

/**
 * The fields of an entry that are sealed: the leaf commits to them by salted
 * hashes, so that a recorded redaction can remove a value and every proof still
 * holds.
 *
 * @public
 */
export const sealedPointers: readonly string[] = [
  '/actor/display',
  '/commandText',
  '/errorContext',
  '/parameters',
  '/reason',
  '/recoveryActions',
];
