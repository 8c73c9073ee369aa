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
import { isEmptySelector, selectorMatches, validateSelector } from './selector';
import { MISMATCH, alwaysTemplate } from './workloads';

/** Checks a StatefulSet. */
export function validateStatefulSet(object: Raw): FieldError[] {
  const { spec } = object;
  const out: FieldError[] = [];
  if (!['OrderedReady', 'Parallel'].includes(spec.podManagementPolicy)) {
    out.push(
      invalidValue(
        'spec.podManagementPolicy',
        spec.podManagementPolicy,
        "must be 'OrderedReady' or 'Parallel'",
      ),
    );
  }
  if (!['RollingUpdate', 'OnDelete'].includes(spec.updateStrategy.type)) {
    out.push(
      invalidValue(
        'spec.updateStrategy',
        {
          Type: spec.updateStrategy.type,
          RollingUpdate: spec.updateStrategy.rollingUpdate ?? null,
        },
        "must be 'RollingUpdate' or 'OnDelete'",
      ),
    );
  }
  if (spec.updateStrategy.type === 'RollingUpdate')
    out.push(
      ...nonNegative(
        spec.updateStrategy.rollingUpdate?.partition,
        'spec.updateStrategy.rollingUpdate.partition',
      ),
    );
  out.push(
    ...nonNegative(spec.replicas, 'spec.replicas'),
    ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
  );
  if (!spec.selector) {
    out.push(
      required('spec.selector'),
      invalidValue(
        'spec.template.metadata.labels',
        spec.template.metadata?.labels ?? null,
        MISMATCH,
      ),
    );
  } else {
    out.push(...validateSelector(spec.selector, 'spec.selector'));
    if (isEmptySelector(spec.selector))
      out.push(
        invalidValue(
          'spec.selector',
          spec.selector,
          'empty selector is invalid for statefulset',
        ),
      );
    else if (!selectorMatches(spec.selector, spec.template.metadata?.labels)) {
      out.push(
        invalidValue(
          'spec.template.metadata.labels',
          spec.template.metadata?.labels ?? null,
          MISMATCH,
        ),
      );
    }
  }
  const volumes = [
    ...(spec.template.spec?.volumes ?? []),
    ...(spec.volumeClaimTemplates ?? []).map((c: Raw) => ({
      name: c.metadata.name,
      persistentVolumeClaim: { claimName: c.metadata.name },
    })),
  ];
  out.push(
    ...alwaysTemplate(
      {
        ...spec,
        template: {
          ...spec.template,
          spec: { ...spec.template.spec, volumes },
        },
      },
      'StatefulSet',
    ),
  );
  return out;
}

const STATEFUL_SET_MUTABLE = [
  'replicas',
  'template',
  'updateStrategy',
  'minReadySeconds',
  'ordinals',
  'revisionHistoryLimit',
  'persistentVolumeClaimRetentionPolicy',
];

export function validateStatefulSetUpdate(object: Raw, old: Raw): FieldError[] {
  const mask = (spec: Raw) =>
    Object.fromEntries(
      Object.entries(spec).filter(([k]) => !STATEFUL_SET_MUTABLE.includes(k)),
    );
  if (equalJson(mask(object.spec), mask(old.spec))) return [];
  return [
    forbiddenValue(
      'spec',
      "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    ),
  ];
}

/** Checks a DaemonSet. */
export function validateDaemonSet(object: Raw): FieldError[] {
  const { spec } = object;
  const out = validateSelector(spec.selector, 'spec.selector');
  if (!selectorMatches(spec.selector, spec.template.metadata?.labels)) {
    out.push(
      invalidValue(
        'spec.template.metadata.labels',
        spec.template.metadata?.labels ?? null,
        MISMATCH,
      ),
    );
  }
  if (spec.selector && isEmptySelector(spec.selector))
    out.push(
      invalidValue(
        'spec.selector',
        spec.selector,
        'empty selector is invalid for daemonset',
      ),
    );
  out.push(
    ...alwaysTemplate(spec, 'DaemonSet'),
    ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
  );
  if (!['RollingUpdate', 'OnDelete'].includes(spec.updateStrategy.type)) {
    out.push(
      notSupported(
        'spec.updateStrategy',
        { Type: spec.updateStrategy.type, RollingUpdate: null },
        ['RollingUpdate', 'OnDelete'],
      ),
    );
  }
  return out;
}
