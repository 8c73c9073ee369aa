import { Raw } from '../types';
import { quantityValue } from '../util/quantity';
import {
  FieldError,
  forbiddenValue,
  invalidValue,
  required,
} from './FieldError';
import { percentErrors } from './names';
import { validateSelector } from './selector';

const METRIC_FIELDS: Record<string, string> = {
  Resource: 'resource',
  Pods: 'pods',
  Object: 'object',
  External: 'external',
  ContainerResource: 'containerResource',
};

/** Checks an autoscaler. */
export function validateAutoscaler(object: Raw): FieldError[] {
  const { spec } = object;
  const out: FieldError[] = [];
  const min = spec.minReplicas;
  if (min !== undefined && min < 1)
    out.push(
      invalidValue(
        'spec.minReplicas',
        min,
        'must be greater than or equal to 1',
      ),
    );
  if (!spec.maxReplicas)
    out.push(required('spec.maxReplicas', 'must be set and greater than 0'));
  else if (spec.maxReplicas < 1)
    out.push(
      invalidValue(
        'spec.maxReplicas',
        spec.maxReplicas,
        'must be greater than 0',
      ),
    );
  if (min !== undefined && (spec.maxReplicas ?? 0) < min)
    out.push(
      invalidValue(
        'spec.maxReplicas',
        spec.maxReplicas ?? 0,
        'must be greater than or equal to `minReplicas`',
      ),
    );
  if (!spec.scaleTargetRef.kind) out.push(required('spec.scaleTargetRef.kind'));
  if (!spec.scaleTargetRef.name) out.push(required('spec.scaleTargetRef.name'));
  if (!spec.scaleTargetRef.apiVersion?.includes('/'))
    out.push(
      invalidValue(
        'spec.scaleTargetRef.apiVersion',
        spec.scaleTargetRef.apiVersion ?? '',
        'apiVersion must specify API group',
      ),
    );
  for (const [i, metric] of (spec.metrics ?? []).entries()) {
    const field = METRIC_FIELDS[metric.type];
    if (field && !metric[field])
      out.push(
        required(
          `spec.metrics[${i}].${field}`,
          'must populate information for the given metric source',
        ),
      );
  }
  if (
    min === 0 &&
    !(spec.metrics ?? []).some(
      (m: Raw) => m.type === 'Object' || m.type === 'External',
    )
  ) {
    out.push(
      forbiddenValue(
        'spec.metrics',
        'must specify at least one Object or External metric to support scaling to zero replicas',
      ),
    );
  }
  return out;
}

/** Checks a disruption budget. */
export function validateBudget(object: Raw): FieldError[] {
  const { spec } = object;
  const out: FieldError[] = [];
  if (spec.minAvailable !== undefined && spec.maxUnavailable !== undefined) {
    out.push(
      invalidValue(
        'spec',
        {
          MinAvailable: spec.minAvailable,
          Selector: spec.selector ?? null,
          MaxUnavailable: spec.maxUnavailable,
          UnhealthyPodEvictionPolicy: spec.unhealthyPodEvictionPolicy ?? null,
        },
        'minAvailable and maxUnavailable cannot be both set',
      ),
    );
  }
  for (const field of ['minAvailable', 'maxUnavailable']) {
    const value = spec[field];
    if (typeof value === 'string') {
      out.push(
        ...percentErrors(value).map(m =>
          invalidValue(`spec.${field}`, value, m),
        ),
      );
      if (Number(/^(\d+)%$/.exec(value)?.[1] ?? 0) > 100)
        out.push(
          invalidValue(`spec.${field}`, value, 'must not be greater than 100%'),
        );
    } else if (value !== undefined && value < 0)
      out.push(
        invalidValue(
          `spec.${field}`,
          value,
          'must be greater than or equal to 0',
        ),
      );
  }
  out.push(...validateSelector(spec.selector, 'spec.selector'));
  return out;
}

const QUOTA_RESOURCES = new Set([
  ...['cpu', 'memory', 'ephemeral-storage'],
  ...['requests.cpu', 'requests.memory', 'requests.storage'],
  ...['requests.ephemeral-storage', 'limits.cpu', 'limits.memory'],
  ...['limits.ephemeral-storage', 'pods', 'resourcequotas', 'services'],
  ...['replicationcontrollers', 'secrets', 'persistentvolumeclaims'],
  ...['configmaps', 'services.nodeports', 'services.loadbalancers'],
]);

/** Checks a quota. */
export function validateQuota(object: Raw): FieldError[] {
  const hard = object.spec?.hard ?? {};
  const out: FieldError[] = [];
  for (const name of Object.keys(hard).sort()) {
    const at = `spec.hard[${name}]`;
    if (!name.includes('/') && !QUOTA_RESOURCES.has(name))
      out.push(
        invalidValue(
          at,
          name,
          'must be a standard resource type or fully qualified',
        ),
        invalidValue(at, name, 'must be a standard resource for quota'),
      );
    if (quantityValue(hard[name]) < 0)
      out.push(
        invalidValue(at, hard[name], 'must be greater than or equal to 0'),
      );
  }
  return out;
}

/** Checks a PriorityClass change. */
export function validatePriorityClassUpdate(
  object: Raw,
  old: Raw,
): FieldError[] {
  return object.value === old.value
    ? []
    : [forbiddenValue('value', 'may not be changed in an update.')];
}
