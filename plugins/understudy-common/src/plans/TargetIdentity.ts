/**
 * Which object exactly: what the plan hash binds of a target. An object that
 * was deleted and created again under the same name is another one.
 *
 * @public
 */
export interface TargetIdentity {
  /** The system that has it, such as `kubernetes`. */
  system: string;
  /** The cluster, by its configured name. */
  cluster: string;
  /** What the cluster cannot be renamed into: the uid of its namespace `kube-system`. */
  clusterUid: string;
  /** Group, version and kind, such as `apps/v1/Deployment` or `v1/Pod`. */
  kind: string;
  /** The namespace; missing where the kind has none. */
  namespace?: string;
  /** The name. */
  name: string;
  /** What the system gave the object when it was created. */
  uid: string;
}
