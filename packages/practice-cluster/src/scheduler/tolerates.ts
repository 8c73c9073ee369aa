import { Raw } from '../types';

/** Whether a toleration is for a taint. */
export function isFor(toleration: Raw, taint: Raw): boolean {
  return (
    (!toleration.effect || toleration.effect === taint.effect) &&
    (!toleration.key || toleration.key === taint.key) &&
    (toleration.operator === 'Exists' ||
      (toleration.key === taint.key &&
        (toleration.value ?? '') === (taint.value ?? '')))
  );
}

/** Whether a pod tolerates a taint of a node. */
export function tolerates(pod: Raw, taint: Raw): boolean {
  return (pod.spec.tolerations ?? []).some((t: Raw) => isFor(t, taint));
}
