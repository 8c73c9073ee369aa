import { FieldSet } from '../managed/FieldSet';
import { ResourceDef } from '../registry/ResourceDef';

const KEEPS_LABELS_IN_STATUS = new Set([
  'Pod',
  'Node',
  'Namespace',
  'Service',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'HorizontalPodAutoscaler',
  'PodDisruptionBudget',
  'ResourceQuota',
  'Job',
  'CronJob',
  'Ingress',
]);

/** The fields that a write through this door never owns, because the server puts them back. */
export function resetFieldsOf(
  def: ResourceDef,
  subresource?: string,
): FieldSet | undefined {
  if (!def.strategy.hasStatus) return undefined;
  if (subresource !== 'status') return new FieldSet(['f:status']);
  if (def.custom) return new FieldSet(['f:spec', 'f:metadata']);
  const set = new FieldSet(['f:spec']);
  if (!KEEPS_LABELS_IN_STATUS.has(def.kind))
    set.insert(['f:metadata', 'f:labels']);
  return set;
}
