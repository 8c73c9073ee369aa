import type { TargetIdentity } from './TargetIdentity';

/**
 * The identity alone, whatever else the object carries. The type makes sure
 * that nobody adds a field to the identity and forgets it here.
 */
export function hashedIdentity(
  target: TargetIdentity,
): Record<keyof TargetIdentity, string | null> {
  return {
    system: target.system,
    cluster: target.cluster,
    clusterUid: target.clusterUid,
    kind: target.kind,
    namespace: target.namespace ?? null,
    name: target.name,
    uid: target.uid,
  };
}
