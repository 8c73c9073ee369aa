import { Raw } from '../types';
import { FieldError, invalidValue } from './FieldError';

const IDS = ['runAsUser', 'runAsGroup', 'fsGroup'];

/** Checks the ids that a pod or a container runs with. */
export function validateIds(context: Raw, path: string): FieldError[] {
  return IDS.filter(
    id =>
      context?.[id] !== undefined &&
      (context[id] < 0 || context[id] > 2147483647),
  ).map(id =>
    invalidValue(
      `${path}.${id}`,
      context[id],
      'must be between 0 and 2147483647, inclusive',
    ),
  );
}

const SHOWN = [
  'capabilities',
  'privileged',
  'seLinuxOptions',
  'windowsOptions',
  'runAsUser',
  'runAsGroup',
  'runAsNonRoot',
  'readOnlyRootFilesystem',
  'allowPrivilegeEscalation',
  'procMount',
  'seccompProfile',
  'appArmorProfile',
];

function internalName(field: string): string {
  return field === 'seLinuxOptions'
    ? 'SELinuxOptions'
    : `${field[0].toUpperCase()}${field.slice(1)}`;
}

/** Checks what a container may do to its host. */
export function validateSecurity(context: Raw, path: string): FieldError[] {
  const out = validateIds(context, path);
  if (context?.privileged && context.allowPrivilegeEscalation === false)
    out.push(
      invalidValue(
        path,
        Object.fromEntries(
          SHOWN.map(field => [internalName(field), context[field] ?? null]),
        ),
        'cannot set `allowPrivilegeEscalation` to false and `privileged` to true',
      ),
    );
  return out;
}
