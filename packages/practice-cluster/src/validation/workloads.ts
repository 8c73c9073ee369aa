import { Raw } from '../types';
import { equalJson } from '../util/json';
import {
  FieldError,
  forbiddenValue,
  invalidValue,
  notSupported,
  required,
} from './FieldError';
import { nonNegative } from './FieldError';
import { IMMUTABLE } from './meta';
import { percentErrors } from './names';
import { validatePodTemplate } from './podSpec';
import {
  isEmptySelector,
  isReadable,
  selectorMatches,
  validateSelector,
} from './selector';

export const MISMATCH = '`selector` does not match template `labels`';

function intOrPercent(value: Raw, path: string): FieldError[] {
  if (typeof value === 'string')
    return percentErrors(value).map(m => invalidValue(path, value, m));
  return nonNegative(value, path);
}

function notMoreThan100(value: Raw, path: string): FieldError[] {
  const match = typeof value === 'string' ? /^(\d+)%$/.exec(value) : undefined;
  return match && Number(match[1]) > 100
    ? [invalidValue(path, value, 'must not be greater than 100%')]
    : [];
}

const isZero = (value: Raw) =>
  value === 0 || value === '0%' || value === undefined;

export function alwaysTemplate(spec: Raw, kind: string): FieldError[] {
  const out = validatePodTemplate(spec.template, 'spec.template');
  if (spec.template.spec?.restartPolicy !== 'Always')
    out.push(
      notSupported(
        'spec.template.spec.restartPolicy',
        spec.template.spec?.restartPolicy,
        ['Always'],
      ),
    );
  if (spec.template.spec?.activeDeadlineSeconds !== undefined) {
    out.push(
      forbiddenValue(
        'spec.template.spec.activeDeadlineSeconds',
        `activeDeadlineSeconds in ${kind} is not Supported`,
      ),
    );
  }
  return out;
}

function validateStrategy(strategy: Raw): FieldError[] {
  if (strategy.type === 'Recreate') {
    return strategy.rollingUpdate
      ? [
          forbiddenValue(
            'spec.strategy.rollingUpdate',
            "may not be specified when strategy `type` is 'Recreate'",
          ),
        ]
      : [];
  }
  if (strategy.type !== 'RollingUpdate')
    return [
      notSupported(
        'spec.strategy',
        { Type: strategy.type, RollingUpdate: strategy.rollingUpdate ?? null },
        ['Recreate', 'RollingUpdate'],
      ),
    ];
  const { maxUnavailable, maxSurge } = strategy.rollingUpdate ?? {};
  const path = 'spec.strategy.rollingUpdate';
  const out = [
    ...intOrPercent(maxUnavailable, `${path}.maxUnavailable`),
    ...intOrPercent(maxSurge, `${path}.maxSurge`),
  ];
  if (isZero(maxUnavailable) && isZero(maxSurge))
    out.push(
      invalidValue(
        `${path}.maxUnavailable`,
        maxUnavailable,
        'may not be 0 when `maxSurge` is 0',
      ),
    );
  out.push(...notMoreThan100(maxUnavailable, `${path}.maxUnavailable`));
  return out;
}

/** Checks a Deployment or ReplicaSet. */
export function validateReplicated(object: Raw): FieldError[] {
  const { spec } = object;
  const out = nonNegative(spec.replicas, 'spec.replicas');
  if (object.kind === 'ReplicaSet')
    out.push(...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'));
  if (!spec.selector) {
    out.push(required('spec.selector'));
  } else {
    out.push(...validateSelector(spec.selector, 'spec.selector'));
    if (isEmptySelector(spec.selector))
      out.push(
        invalidValue(
          'spec.selector',
          spec.selector,
          'empty selector is invalid for deployment',
        ),
      );
    if (!isReadable(spec.selector))
      out.push(
        invalidValue('spec.selector', spec.selector, 'invalid label selector'),
      );
    else if (
      !isEmptySelector(spec.selector) &&
      !selectorMatches(spec.selector, spec.template.metadata?.labels)
    ) {
      out.push(
        invalidValue(
          'spec.template.metadata.labels',
          spec.template.metadata?.labels ?? null,
          MISMATCH,
        ),
      );
    }
  }
  if (!spec.selector)
    out.push(
      invalidValue(
        'spec.template.metadata.labels',
        spec.template.metadata?.labels ?? null,
        MISMATCH,
      ),
    );
  out.push(...alwaysTemplate(spec, 'ReplicaSet'));
  if (object.kind === 'Deployment') {
    out.push(...validateStrategy(spec.strategy));
    out.push(...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'));
    out.push(
      ...nonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
    );
    out.push(
      ...nonNegative(
        spec.progressDeadlineSeconds,
        'spec.progressDeadlineSeconds',
      ),
    );
    if (
      spec.progressDeadlineSeconds !== undefined &&
      spec.progressDeadlineSeconds <= (spec.minReadySeconds ?? 0)
    ) {
      out.push(
        invalidValue(
          'spec.progressDeadlineSeconds',
          spec.progressDeadlineSeconds,
          'must be greater than minReadySeconds',
        ),
      );
    }
  }
  return out;
}

/** Checks that a field stays as it is. */
export function immutable(object: Raw, old: Raw, path: string): FieldError[] {
  const read = (o: Raw) => path.split('.').reduce((at, part) => at?.[part], o);
  return equalJson(read(object), read(old))
    ? []
    : [invalidValue(path, read(object) ?? null, IMMUTABLE)];
}
