import type { TargetIdentity } from '../plans';

/** The same text for the same object only. */
export function targetKey(target: TargetIdentity): string {
  const { system, clusterUid, kind, namespace, name, uid } = target;
  return [system, clusterUid, kind, namespace ?? '', name, uid].join('\n');
}
