/**
 * Who a system sees when a connector acts there. It holds no credential.
 *
 * @public
 */
export interface ActingIdentity {
  /** Whether a connector acts in the name of a person, or as an account of its own. */
  kind: 'person' | 'service';
  /** The name as the system knows it. */
  name: string;
  /** The groups that the connector claims for a person. */
  groups?: readonly string[];
  /** The same in words, such as `sam, by impersonation`. */
  title: string;
}
