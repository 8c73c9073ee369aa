import { Raw } from '../types';
import { equalJson } from '../util/json';
import { parseSchedule } from '../controllers/cron';
import { FieldError, invalidValue, notSupported, required } from './FieldError';
import { nonNegative } from './FieldError';
import { validatePodTemplate } from './podSpec';
import { selectorMatches } from './selector';
import { MISMATCH } from './workloads';

const MOST_INDEXED = 100000;

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
  const mode = spec.completionMode ?? 'NonIndexed';
  if (!['NonIndexed', 'Indexed'].includes(mode))
    out.push(
      notSupported(`${path}.completionMode`, mode, ['NonIndexed', 'Indexed']),
    );
  if (mode === 'Indexed') {
    if (spec.completions === undefined)
      out.push(
        required(`${path}.completions`, 'when completion mode is Indexed'),
      );
    if (spec.parallelism > MOST_INDEXED)
      out.push(
        invalidValue(
          `${path}.parallelism`,
          spec.parallelism,
          `must be less than or equal to ${MOST_INDEXED} when completion mode is Indexed`,
        ),
      );
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
  const { selector } = object.spec;
  const { uid } = object.metadata;
  if (
    selector &&
    uid &&
    !object.spec.manualSelector &&
    !equalJson(selector.matchLabels, {
      'batch.kubernetes.io/controller-uid': uid,
    })
  )
    out.push(
      invalidValue('spec.selector', selector, '`selector` not auto-generated'),
    );
  if (!selector) out.push(required('spec.selector'));
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
  else out.push(...scheduleProblems(spec));
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

function scheduleProblems(spec: Raw): FieldError[] {
  const out: FieldError[] = [];
  if (/TZ=/.test(spec.schedule))
    out.push(
      invalidValue(
        'spec.schedule',
        spec.schedule,
        'cannot use TZ or CRON_TZ in schedule, use timeZone field instead',
      ),
    );
  else if (!spec.schedule.startsWith('@every ')) {
    try {
      parseSchedule(spec.schedule);
    } catch (error) {
      out.push(
        invalidValue('spec.schedule', spec.schedule, (error as Error).message),
      );
    }
  }
  if (spec.timeZone !== undefined && !isTimeZone(spec.timeZone))
    out.push(
      invalidValue(
        'spec.timeZone',
        spec.timeZone,
        `unknown time zone ${spec.timeZone}`,
      ),
    );
  return out;
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
