/**
 * What one account said about one plan hash.
 *
 * @public
 */
export interface ApprovalVote {
  /** Unique. */
  id: string;
  /** The entity reference of the account. */
  by: string;
  /** What it said. */
  decision: 'approved' | 'denied' | 'withdrawn';
  /** About exactly this plan. */
  planHash: string;
  /** When, in ISO 8601 and UTC. */
  at: string;
  /** Why; every deny gives it. */
  comment?: string;
  /** The ledger entry that records it. */
  entryId?: string;
  /** How the person showed to be there. */
  presence?: {
    /** By signing in again, or with a passkey. */
    method: 'sign-in' | 'passkey';
    /** When, in ISO 8601 and UTC. */
    at: string;
  };
}
