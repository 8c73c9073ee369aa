import { Raw } from '../types';
import { quantityValue } from '../util/quantity';
import {
  FieldError,
  forbiddenValue,
  invalidValue,
  nonNegative,
  notSupported,
  required,
} from './FieldError';

const HIGHEST_PRIORITY = 1_000_000_000;
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

/** Checks a Lease. */
export function validateLease({ spec = {} }: Raw): FieldError[] {
  const out: FieldError[] = [];
  if (spec.leaseDurationSeconds !== undefined && spec.leaseDurationSeconds <= 0)
    out.push(
      invalidValue(
        'spec.leaseDurationSeconds',
        spec.leaseDurationSeconds,
        'must be greater than 0',
      ),
    );
  return [
    ...out,
    ...nonNegative(spec.leaseTransitions, 'spec.leaseTransitions'),
  ];
}

/** Checks a PriorityClass. */
export function validatePriorityClass(object: Raw): FieldError[] {
  return object.value > HIGHEST_PRIORITY &&
    !object.metadata.name?.startsWith('system-')
    ? [
        forbiddenValue(
          'value',
          `maximum allowed value of a user defined priority is ${HIGHEST_PRIORITY}`,
        ),
      ]
    : [];
}

/** Checks a StorageClass. */
export function validateStorageClass(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  if (!object.provisioner) out.push(required('provisioner'));
  if (!['Delete', 'Retain'].includes(object.reclaimPolicy ?? 'Delete'))
    out.push(
      notSupported('reclaimPolicy', object.reclaimPolicy, ['Delete', 'Retain']),
    );
  const modes = ['Immediate', 'WaitForFirstConsumer'];
  if (!modes.includes(object.volumeBindingMode ?? 'Immediate'))
    out.push(
      notSupported('volumeBindingMode', object.volumeBindingMode, modes),
    );
  return out;
}

/** Checks a Node. */
export function validateNode(object: Raw): FieldError[] {
  return ((object.spec?.taints ?? []) as Raw[]).flatMap((taint, i) => {
    const at = `metadata.taints[${i}]`;
    if (!taint.effect) return [required(`${at}.effect`)];
    return EFFECTS.includes(taint.effect)
      ? []
      : [notSupported(`${at}.effect`, taint.effect, EFFECTS)];
  });
}

/** Checks a LimitRange. */
export function validateLimitRange({ spec = {} }: Raw): FieldError[] {
  const out: FieldError[] = [];
  for (const [i, limit] of (spec.limits ?? []).entries()) {
    const at = `spec.limits[${i}]`;
    const words: Array<[string, string]> = [
      ['min', 'min'],
      ['defaultRequest', 'default request'],
      ['default', 'default'],
      ['max', 'max'],
    ];
    const names = new Set<string>(
      words.flatMap(([field]) => Object.keys(limit[field] ?? {})),
    );
    for (const name of [...names].sort()) {
      const value = (field: string): string | undefined => limit[field]?.[name];
      const over = (low: string, high: string) =>
        value(low) !== undefined &&
        value(high) !== undefined &&
        quantityValue(value(low)!) > quantityValue(value(high)!);
      const say = (shown: string, low: string, high: string) => {
        const word = (field: string) => words.find(w => w[0] === field)![1];
        out.push(
          invalidValue(
            `${at}.${shown}[${name}]`,
            value(shown),
            `${word(low)} value ${value(low)} is greater than ${word(
              high,
            )} value ${value(high)}`,
          ),
        );
      };
      if (over('min', 'max')) say('min', 'min', 'max');
      if (over('min', 'defaultRequest'))
        say('defaultRequest', 'min', 'defaultRequest');
      if (over('defaultRequest', 'max'))
        say('defaultRequest', 'defaultRequest', 'max');
      if (over('defaultRequest', 'default'))
        say('defaultRequest', 'defaultRequest', 'default');
      if (over('min', 'default')) {
        out.push(
          invalidValue(
            `${at}.default[${name}]`,
            value('min'),
            `min value ${value('min')} is greater than default value ${value(
              'default',
            )}`,
          ),
        );
      }
      if (over('default', 'max')) say('default', 'default', 'max');
    }
  }
  return out;
}
