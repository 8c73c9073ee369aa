/**
 * Who has to agree. Several rules must each be met by different people.
 *
 * @public
 */
export interface ApprovalRule {
  /** Unique among the rules of one decision. */
  id: string;
  /** Members of any of these groups count; an empty list means everybody who may approve. */
  groups: string[];
  /** How many people. */
  count: number;
}
