import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { LogEvent } from '@backstage/plugin-scaffolder-common';
import type {
  EntryOutcome,
  NewLedgerEntry,
} from '@understudy/plugin-understudy-common';
import { boundedJson } from './boundedJson';
import { boundedText } from './boundedText';
import type { ScaffolderTask } from './ScaffolderTask';

const OUTCOMES: Record<string, EntryOutcome> = {
  completed: 'success',
  failed: 'failure',
  cancelled: 'cancelled',
  skipped: 'cancelled',
};
const KINDS = ['component', 'system', 'api', 'resource', 'domain'];

/** A task of the scaffolder was created. */
export function taskStartedEntry(task: ScaffolderTask): NewLedgerEntry {
  const template = templateOf(task);
  return {
    ...common(task),
    occurredAt: timeOf(task.createdAt),
    action: 'scaffolder:task-start',
    reason: `Started the template ${template}`,
    parameters: boundedJson(task.spec?.parameters),
    contextTags: { template },
  };
}

/** A task of the scaffolder has come to its end. */
export function taskFinishedEntry(
  task: ScaffolderTask,
  log: readonly LogEvent[],
): NewLedgerEntry {
  const template = templateOf(task);
  const end = endOf(log);
  const body = (end?.body ?? {}) as Record<string, unknown>;
  const outcome = OUTCOMES[task.status] ?? 'unverified';
  const started = Date.parse(task.createdAt);
  const ended = Date.parse(end?.createdAt ?? '');
  const message =
    boundedText((body.error as { message?: unknown })?.message, 2_048) ??
    boundedText(body.message, 2_048) ??
    'The scaffolder does not say why';
  return {
    ...common(task, body.output),
    occurredAt: timeOf(end?.createdAt),
    action: 'scaffolder:task-finish',
    outcome,
    reason: `The template ${template} ended as ${
      boundedText(task.status, 32) ?? 'unknown'
    }`,
    ...(ended >= started && { durationMs: ended - started }),
    ...(outcome !== 'success' && {
      errorContext: {
        message,
        step: boundedText(body.stepId, 128) ?? 'not known',
      },
      // The scaffolder tries nothing by itself.
      recoveryActions: [],
    }),
    contextTags: { template, status: boundedText(task.status, 32) ?? '' },
  };
}

/** The event with which a task ended; a task that is retried ends again. */
export function endOf(log: readonly LogEvent[]): LogEvent | undefined {
  return log.findLast(
    ({ type }) => type === 'completion' || type === 'cancelled',
  );
}

function common(
  task: ScaffolderTask,
  output?: unknown,
): Omit<NewLedgerEntry, 'action'> {
  const person =
    boundedText(task.spec?.user?.ref) ?? boundedText(task.createdBy);
  const id = boundedText(task.id, 64) ?? 'unknown';
  return {
    actor: person
      ? { type: 'user', id: person }
      : // A service started it, and the scaffolder does not say which one.
        { type: 'service', id: 'not recorded by the scaffolder' },
    source: 'api',
    operationType: 'template_task',
    tool: 'scaffolder',
    targetSystem: 'scaffolder',
    executionId: id,
    correlationId: `scaffolder-task:${id}`,
    entityRef: entityOf(task, output),
    scope: { resources: [templateOf(task)] },
  };
}

function templateOf(task: ScaffolderTask): string {
  return (
    boundedText(task.spec?.templateInfo?.entityRef, 256) ??
    'a template without a name'
  );
}

/**
 * The entity that a task is about: the one that it made, else the only one
 * that the person chose, else the template itself.
 */
function entityOf(task: ScaffolderTask, output: unknown): string | undefined {
  const { entityRef, links } = (output ?? {}) as {
    entityRef?: unknown;
    links?: unknown;
  };
  const made = [
    entityRef,
    ...(Array.isArray(links) ? links.slice(0, 50) : []).map(
      link => link?.entityRef,
    ),
  ].flatMap(asEntityRef);
  const chosen = Object.values(task.spec?.parameters ?? {}).flatMap(
    asEntityRef,
  );
  const [only, another] = new Set(made.length > 0 ? made : chosen);
  return only !== undefined && (made.length > 0 || another === undefined)
    ? only
    : boundedText(task.spec?.templateInfo?.entityRef);
}

function asEntityRef(value: unknown): string[] {
  if (
    typeof value !== 'string' ||
    value.length > 253 ||
    boundedText(value) !== value ||
    !KINDS.includes(value.split(':')[0].toLowerCase())
  ) {
    return [];
  }
  try {
    return [stringifyEntityRef(parseEntityRef(value))];
  } catch {
    return [];
  }
}

function timeOf(value: unknown): string {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return new Date(Number.isNaN(time) ? Date.now() : time).toISOString();
}
