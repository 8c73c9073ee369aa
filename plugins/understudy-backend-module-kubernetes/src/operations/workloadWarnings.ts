import { at, listAt, numberAt, textAt } from '../objects/KubeObject';
import type { KubeObject } from '../objects/KubeObject';
import { managedBy, managersOf } from '../objects/managedBy';
import type { Surroundings } from '../objects/observeWorkload';

const NAMES: Record<string, string> = {
  argocd: 'Argo CD',
  flux: 'Flux',
  helm: 'Helm',
};

/** Who writes by hand, or is us, sets nothing back by itself. */
const HANDS =
  /^(kubectl|understudy|kube-controller-manager|before-first-apply)/;

/** What a person should know before a workload is changed at a field. */
export function workloadWarnings(options: {
  object: KubeObject;
  around: Surroundings;
  /** The field that changes, as a path of managed fields. */
  field: readonly string[];
  /** Whether pods end by the change. */
  endsPods: boolean;
  /** How many pods more there will be. */
  startsPods: number;
  /** Whether the number of replicas changes. */
  scales: boolean;
}): string[] {
  const { object, around } = options;
  const warnings: string[] = [];
  if (options.scales) {
    for (const scaler of around.autoscalers) {
      warnings.push(
        `The HorizontalPodAutoscaler ${textAt(
          scaler,
          'metadata',
          'name',
        )} manages the replicas (${
          numberAt(scaler, 'spec', 'minReplicas') ?? 1
        } to ${numberAt(
          scaler,
          'spec',
          'maxReplicas',
        )}) and will set them again`,
      );
    }
  }
  const by = managedBy(object);
  if (by) {
    warnings.push(
      `${
        NAMES[by] ?? by
      } manages it and may set the change back; change it there for good`,
    );
  }
  const managers = managersOf(object, ...options.field)
    .map(({ manager }) => manager)
    .filter(manager => !HANDS.test(manager));
  for (const manager of new Set(managers)) {
    warnings.push(`The field manager ${manager} wrote the same field last`);
  }
  for (const owner of listAt(object, 'metadata', 'ownerReferences')) {
    if (owner.controller === true) {
      warnings.push(
        `${textAt(owner, 'kind')} ${textAt(
          owner,
          'name',
        )} owns it and may set the change back`,
      );
    }
  }
  if (at(object, 'spec', 'paused') === true) {
    warnings.push(
      'Its rollout is paused: a new template starts no pods until it is resumed',
    );
  }
  const left = around.observed.quota?.podsLeft;
  if (left !== undefined && left < options.startsPods) {
    warnings.push(
      `The quotas of the namespace leave room for ${
        left === 1 ? '1 more pod' : `${left} more pods`
      } of it, and ${options.startsPods} more are wanted`,
    );
  }
  if (options.endsPods && around.budget === false) {
    warnings.push(
      'No PodDisruptionBudget covers its pods, so that nothing keeps a minimum of them up',
    );
  }
  return warnings;
}
