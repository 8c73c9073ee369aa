import { Identities } from '../auth/Identities';
import { Rbac } from '../auth/Rbac';
import { Engine } from '../engine/Engine';
import { Faults } from '../faults/Faults';
import { Kubelet } from '../kubelet/Kubelet';

/** What request handlers work on. */
export interface ClusterContext {
  engine: Engine;
  rbac: Rbac;
  identities: Identities;
  kubelet: Kubelet;
  faults: Faults;
}
