import type { ClusterRegistry } from '../clusters/ClusterRegistry';
import type { SecretCommitments } from '../masking/SecretCommitments';

/** What the operations of this connector share. */
export interface OperationTools {
  clusters: ClusterRegistry;
  commitments: SecretCommitments;
}
