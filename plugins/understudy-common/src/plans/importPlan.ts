import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { parseJsonText } from '../parsing/parseJsonText';
import { parseWithSchema } from '../parsing/parseWithSchema';
import type { PlanContent } from './PlanContent';
import { planContentSchema } from './planContentSchema';
import { planLimits } from './planLimits';

/**
 * What an import takes where the document says nothing.
 *
 * @public
 */
export type ImportPlanDefaults = Partial<
  Pick<PlanContent, 'reason' | 'entityRef' | 'start' | 'source'>
>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readStep(value: JsonValue | undefined, index: number): JsonValue {
  if (!isObject(value)) {
    return value ?? null;
  }
  const { id, operation, input, title, requiresApproval, onFailure } = value;
  const { sequence, command } = value;
  if (operation === undefined && command !== undefined) {
    throw new InputError(
      `The plan is not valid at /steps/${index}/operation: the step has only a command, and no command line is ever run; name an operation such as kubernetes:scale, and its input`,
    );
  }
  if (sequence !== undefined && sequence !== index + 1) {
    // Two readers would disagree about the order.
    throw new InputError(
      `The plan is not valid at /steps/${index}/sequence: must be ${
        index + 1
      }, the place of the step in the list`,
    );
  }
  return {
    id: id ?? `s${index + 1}`,
    operation,
    input: input ?? {},
    title: title ?? operation,
    requiresApproval,
    onFailure,
  };
}

/**
 * Reads a plan that was exported here, see {@link exportPlan}, or written in
 * the same shape. Only what the plan says is taken over: targets, previews,
 * risks and hashes in the document are other people's claims, and are computed
 * again. An InputError names the JSON pointer of what is wrong.
 *
 * @public
 */
export function importPlan(
  json: string,
  defaults?: ImportPlanDefaults,
): PlanContent {
  const document = parseJsonText(json, {
    what: 'The plan',
    length: planLimits.importLength,
    depth: planLimits.inputDepth + 4,
  });
  if (!isObject(document)) {
    throw new InputError(
      'The plan is not valid at the document: must be an object',
    );
  }
  const { prompt, intent, reason, entityRef, start, source, incident, steps } =
    document;
  const content = {
    intent: intent ?? prompt,
    reason: reason ?? defaults?.reason,
    entityRef: entityRef ?? defaults?.entityRef,
    steps: Array.isArray(steps) ? steps.map(readStep) : steps,
    start: start ?? defaults?.start ?? 'when-started',
    source: source ?? defaults?.source ?? 'api',
    incident: incident ?? undefined,
  };
  return parseWithSchema(
    planContentSchema,
    content,
    'The plan',
    intent === undefined ? { intent: 'prompt' } : {},
  );
}
