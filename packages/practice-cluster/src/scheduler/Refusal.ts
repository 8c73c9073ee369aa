/** Why a node does not take a pod. */
export interface Refusal {
  reasons: string[];
  /** Whether it would, were other pods not there. */
  othersInTheWay: boolean;
}
