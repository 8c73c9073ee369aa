/**
 * What a plan changes. What it only reads is not counted: nothing happens to it.
 *
 * @public
 */
export interface BlastRadius {
  /**
   * How far it goes: at most 10 objects of one namespace, at most 50 objects of
   * one cluster, or more. What stands in no namespace belongs to its cluster.
   */
  scope: 'namespace' | 'cluster' | 'account';
  /** How many different objects. */
  targets: number;
  /** How many pods. */
  pods: number;
  /** Namespaces, as `cluster/namespace`. */
  namespaces: string[];
  /** Clusters, by their configured names. */
  clusters: string[];
  /** What owns the objects, as `Kind/name`. */
  owners: string[];
  /** What selects them, as `Kind/name`. */
  selectors: string[];
  /** Catalog entities that depend on the entity of the plan. */
  dependants: string[];
}
