import { Raw } from '../types';
import { FieldError, invalidValue, nonNegative } from './FieldError';

const COUNTS = [
  'observedGeneration',
  'replicas',
  'updatedReplicas',
  'readyReplicas',
  'availableReplicas',
  'unavailableReplicas',
  'collisionCount',
];

/** Checks the counters that a Deployment reports. */
export function validateReplicaStatus({ kind, status }: Raw): FieldError[] {
  if (kind !== 'Deployment' || !status) return [];
  const out = COUNTS.flatMap(name =>
    nonNegative(status[name], `status.${name}`),
  );
  const count = (name: string): number => status[name] ?? 0;
  const notMore = (name: string, than: string, shown: string) => {
    if (count(name) > count(than))
      out.push(
        invalidValue(
          `status.${name}`,
          count(name),
          `cannot be greater than ${shown}`,
        ),
      );
  };
  for (const name of ['updatedReplicas', 'readyReplicas', 'availableReplicas'])
    notMore(name, 'replicas', 'status.replicas');
  notMore('availableReplicas', 'readyReplicas', 'readyReplicas');
  return out;
}
