/**
 * What an entry of the ledger is, for the commitments in it; the same as
 * `ledgerEntryDomain` of understudy-common, which this package does without so
 * that a verifier needs nothing of Backstage.
 *
 * @public
 */
export const entryDomain = 'understudy-entry/v1';
