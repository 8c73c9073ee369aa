import { Raw } from '../types';
import { equalJson } from '../util/json';
import {
  FieldError,
  forbiddenValue,
  invalidValue,
  notSupported,
  required,
} from './FieldError';
import { nonNegative } from './container';
import { IMMUTABLE } from './meta';
import { percentErrors } from './names';
import { validatePodTemplate } from './podSpec';
import { isEmptySelector, selectorMatches, validateSelector } from './selector';

const MISMATCH = '`selector` does not match template `labels`';

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

function alwaysTemplate(spec: Raw, kind: string): FieldError[] {
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
    if (
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
      notSupported('spec.updateStrategy.type', spec.updateStrategy.type, [
        'OnDelete',
        'RollingUpdate',
      ]),
    );
  }
  return out;
}

function validateJobSpec(spec: Raw, path: string): FieldError[] {
  const out: FieldError[] = [];
  for (const field of [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
  ]) {
    out.push(...nonNegative(spec[field], `${path}.${field}`));
  }
  out.push(...validatePodTemplate(spec.template, `${path}.template`));
  if (!['OnFailure', 'Never'].includes(spec.template.spec?.restartPolicy)) {
    const policy = spec.template.spec?.restartPolicy;
    if (policy === undefined || policy === 'Always' || policy === '') {
      out.push(
        required(
          `${path}.template.spec.restartPolicy`,
          'valid values: "OnFailure", "Never"',
        ),
      );
    } else {
      out.push(
        notSupported(`${path}.template.spec.restartPolicy`, policy, [
          'OnFailure',
          'Never',
        ]),
      );
    }
  }
  return out;
}

/** Checks a Job. */
export function validateJob(object: Raw): FieldError[] {
  const out = validateJobSpec(object.spec, 'spec');
  if (!object.spec.selector) out.push(required('spec.selector'));
  else if (
    !selectorMatches(
      object.spec.selector,
      object.spec.template.metadata?.labels,
    )
  ) {
    out.push(
      invalidValue(
        'spec.template.metadata.labels',
        object.spec.template.metadata?.labels ?? null,
        MISMATCH,
      ),
    );
  }
  return out;
}

/** Checks a CronJob. */
export function validateCronJob(object: Raw): FieldError[] {
  const { spec } = object;
  const out: FieldError[] = [];
  if (!spec.schedule) out.push(required('spec.schedule'));
  else {
    const fields = spec.schedule.trim().split(/\s+/);
    if (!spec.schedule.startsWith('@') && fields.length !== 5) {
      out.push(
        invalidValue(
          'spec.schedule',
          spec.schedule,
          `expected exactly 5 fields, found ${fields.length}: [${fields.join(
            ' ',
          )}]`,
        ),
      );
    }
  }
  if (!['Allow', 'Forbid', 'Replace'].includes(spec.concurrencyPolicy)) {
    out.push(
      notSupported('spec.concurrencyPolicy', spec.concurrencyPolicy, [
        'Allow',
        'Forbid',
        'Replace',
      ]),
    );
  }
  out.push(
    ...nonNegative(
      spec.startingDeadlineSeconds,
      'spec.startingDeadlineSeconds',
    ),
  );
  out.push(...validateJobSpec(spec.jobTemplate.spec, 'spec.jobTemplate.spec'));
  if (object.metadata.name?.length > 52)
    out.push(
      invalidValue(
        'metadata.name',
        object.metadata.name,
        'must be no more than 52 characters',
      ),
    );
  return out;
}
