/**
 * What something reached.
 *
 * @public
 */
export interface EntryScope {
  /** The cluster, by its configured name. */
  cluster?: string;
  /** The namespace in it. */
  namespace?: string;
  /** The objects, such as `Deployment/payments`. */
  resources?: string[];
  /** How many objects, where they are not all named. */
  count?: number;
}
