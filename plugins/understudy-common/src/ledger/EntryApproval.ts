/**
 * One person's yes or no that an entry rests on.
 *
 * @public
 */
export interface EntryApproval {
  /** The entity reference of the person. */
  by: string;
  /** What the person said. */
  decision: 'approved' | 'denied';
  /** When, in ISO 8601 and UTC. */
  at: string;
  /** The ledger entry that records it. */
  entryId?: string;
}
