import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { parseJsonText } from '../parsing/parseJsonText';
import { parseWithSchema } from '../parsing/parseWithSchema';
import { pointerOf } from '../parsing/pointerOf';
import type { PlanContent } from './PlanContent';
import { planContentSchema } from './planContentSchema';
import { planFormat } from './planFormat';
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

/** What an export holds for reading only, and what the origin of this shape held beside it. */
const fields: ReadonlySet<string> = new Set([
  ...['format', 'id', 'revision', 'planHash', 'generatedAt', 'generatedBy'],
  ...['prompt', 'intent', 'reason', 'entityRef', 'start', 'source', 'incident'],
  ...['steps', 'targetCluster', 'targetNamespace', 'riskSummary'],
  ...['confidence', 'scopeSignals', 'generationLatency', 'parameters'],
]);
const stepFields: ReadonlySet<string> = new Set([
  ...['sequence', 'id', 'title', 'description', 'operation', 'input'],
  ...['requiresApproval', 'onFailure', 'command', 'operationType', 'target'],
  ...['dryRunAvailable', 'affectedResources', 'risk', 'diffPreview'],
]);

function refuse(path: readonly PropertyKey[], why: string): InputError {
  return new InputError(`The plan is not valid at ${pointerOf(path)}: ${why}`);
}

/** A field that is not understood could be what somebody relied on. */
function assertKnown(
  value: JsonObject,
  known: ReadonlySet<string>,
  path: readonly PropertyKey[],
) {
  const strange = Object.keys(value).find(key => !known.has(key));
  if (strange !== undefined) {
    throw refuse([...path, strange], 'nobody knows this field');
  }
}

function readStep(value: JsonValue | undefined, index: number): JsonValue {
  if (!isObject(value)) {
    return value ?? null;
  }
  assertKnown(value, stepFields, ['steps', index]);
  const { id, operation, input, title, requiresApproval, onFailure } = value;
  const { sequence, command } = value;
  if (operation === undefined && command !== undefined) {
    throw refuse(
      ['steps', index, 'operation'],
      'the step has only a command, and no command line is ever run; name an operation such as kubernetes:scale, and its input',
    );
  }
  if (sequence !== undefined && sequence !== index + 1) {
    // Two readers would disagree about the order.
    throw refuse(
      ['steps', index, 'sequence'],
      `must be ${index + 1}, the place of the step in the list`,
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
 * again. A field that nobody knows is refused. An InputError names the JSON pointer of what is wrong.
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
  const { format } = document;
  if (format !== undefined && format !== planFormat) {
    throw refuse(
      ['format'],
      `must be ${planFormat}; another version may mean something else by the same words`,
    );
  }
  assertKnown(document, fields, []);
  const { prompt, intent, reason, entityRef, start, source, incident, steps } =
    document;
  if (intent !== undefined && prompt !== undefined && intent !== prompt) {
    throw refuse(['prompt'], 'says something else than intent');
  }
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
