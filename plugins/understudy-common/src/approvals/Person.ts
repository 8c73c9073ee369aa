/**
 * A human being, or software that acts, as trusted sources know them at this
 * moment.
 *
 * @public
 */
export interface Person {
  /** The user of the catalog. */
  userEntityRef: string;
  /** Every account of the same human, this one included. */
  aliases: string[];
  /** The groups that the person belongs to now. */
  groups: string[];
  /** Whether the person holds the permission to approve in this environment now. */
  mayApprove: boolean;
  /** Software never counts, whatever groups it is in. */
  agent?: boolean;
}
