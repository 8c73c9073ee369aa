import { Engine } from '../engine/Engine';
import { Raw } from '../types';

/** Why a container cannot be made for want of its configuration. */
export function missingConfig(
  engine: Engine,
  pod: Raw,
  container: Raw,
): string | undefined {
  const { namespace } = pod.metadata;
  const lookup = (
    kind: 'configmap' | 'secret',
    ref: Raw,
    key?: string,
  ): string | undefined => {
    if (!ref || ref.optional) return undefined;
    const object = engine.find(`${kind}s`, namespace, ref.name) as Raw;
    if (!object) return `${kind} "${ref.name}" not found`;
    const shown = kind === 'configmap' ? 'ConfigMap' : 'Secret';
    if (key && !(key in (object.data ?? {})))
      return `couldn't find key ${key} in ${shown} ${namespace}/${ref.name}`;
    return undefined;
  };
  for (const from of container.envFrom ?? []) {
    const problem =
      lookup('configmap', from.configMapRef) ??
      lookup('secret', from.secretRef);
    if (problem) return problem;
  }
  for (const env of container.env ?? []) {
    const { configMapKeyRef, secretKeyRef } = env.valueFrom ?? {};
    const problem =
      lookup('configmap', configMapKeyRef, configMapKeyRef?.key) ??
      lookup('secret', secretKeyRef, secretKeyRef?.key);
    if (problem) return problem;
  }
  return undefined;
}

/** Why a pod's volumes cannot be mounted. */
export function missingVolume(engine: Engine, pod: Raw): string | undefined {
  const { namespace } = pod.metadata;
  for (const volume of pod.spec.volumes ?? []) {
    const { configMap, secret, persistentVolumeClaim } = volume;
    if (
      configMap &&
      !configMap.optional &&
      !engine.find('configmaps', namespace, configMap.name)
    ) {
      return `MountVolume.SetUp failed for volume "${volume.name}" : configmap "${configMap.name}" not found`;
    }
    if (
      secret &&
      !secret.optional &&
      !engine.find('secrets', namespace, secret.secretName)
    ) {
      return `MountVolume.SetUp failed for volume "${volume.name}" : secret "${secret.secretName}" not found`;
    }
    if (
      persistentVolumeClaim &&
      !engine.find(
        'persistentvolumeclaims',
        namespace,
        persistentVolumeClaim.claimName,
      )
    ) {
      return `persistentvolumeclaim "${persistentVolumeClaim.claimName}" not found`;
    }
  }
  return undefined;
}
