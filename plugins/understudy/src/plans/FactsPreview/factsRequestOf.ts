import {
  environmentNames,
  type ClusterDescription,
  type FactsRequest,
  type GuardrailData,
  type Levels,
  type OperationDescription,
  type OperationSummary,
  type PlanDetail,
  type ResolvedStep,
} from '@understudy/plugin-understudy-common';
import type { Freezes } from '../../policies/PolicyTypes';
import type { EditedPlan, EditedStep } from '../PlanEditor';

/** What was asked of the backend, from which the facts of an edited plan follow. */
export interface KnownForFacts {
  guardrails: GuardrailData;
  levels: Levels;
  freezes: Freezes['items'];
  dependants: readonly string[];
}

/** Where a step acts; a step that acts elsewhere acts on objects that nobody has looked at. */
const PLACE = ['cluster', 'namespace', 'kind', 'name'] as const;

/** Puts an edited plan and what is known around it into the form from which facts are computed. */
export function factsRequestOf(options: {
  plan: EditedPlan;
  /** The plan before the edits. */
  before?: PlanDetail;
  operations: readonly OperationDescription[];
  clusters: readonly ClusterDescription[];
  known: KnownForFacts;
  now: Date;
}): FactsRequest {
  const { plan, before, operations, clusters, known, now } = options;
  const steps = plan.steps.map((step, index) => ({
    ...step,
    id: step.id ?? `new-${index + 1}`,
  }));
  const environment = environmentOf(steps, clusters);
  const standing = known.levels.levels.find(
    each => each.environment === environment.name,
  );
  return {
    content: {
      intent: plan.intent,
      reason: plan.reason,
      entityRef: plan.entityRef,
      start: plan.start,
      source: 'ui',
      steps: steps.map(({ id, operation, input }) => ({
        id,
        operation,
        title: operation,
        input: input as FactsRequest['content']['steps'][number]['input'],
      })),
    },
    resolved: steps.flatMap(step => resolvedOf(step, before) ?? []),
    operations: operations.map(
      ({ id, verb, reversible, tier }): OperationSummary => ({
        id,
        verb: verb as OperationSummary['verb'],
        reversible,
        ...(tier && { tier }),
      }),
    ),
    guardrails: known.guardrails,
    environment,
    level: {
      held: standing?.held ?? 'L1_OBSERVATION',
      cap: standing?.cap ?? 'L1_OBSERVATION',
    },
    dependants: known.dependants,
    freezes: known.freezes
      .filter(
        ({ scope, kind, active }) =>
          // Those of the guardrails are in the guardrails; who edits here is a person.
          scope !== 'guardrails' && kind === 'everything' && active,
      )
      .map(({ id, at, until, environment: where, entityRef, reason }) => ({
        id,
        from: at,
        reason,
        ...(until && { to: until }),
        ...(where && { environments: [where] }),
        ...(entityRef && { entities: [entityRef] }),
      })),
    now,
  };
}

/** The strictest of all clusters that the steps name. */
function environmentOf(
  steps: readonly EditedStep[],
  clusters: readonly ClusterDescription[],
): FactsRequest['environment'] {
  const found = steps.map(({ input }) =>
    clusters.find(({ name }) => name === input.cluster),
  );
  if (found.some(each => !each?.environmentKnown)) {
    return { name: 'production', known: false };
  }
  const ranks = found.map(each =>
    environmentNames.indexOf(each?.environment ?? 'production'),
  );
  return { name: environmentNames[Math.max(...ranks)], known: true };
}

function resolvedOf(
  step: EditedStep,
  before: PlanDetail | undefined,
): ResolvedStep | undefined {
  const old = before?.content.steps.find(({ id }) => id === step.id);
  const found = before?.resolved.find(({ stepId }) => stepId === step.id);
  if (
    !old ||
    !found ||
    old.operation !== step.operation ||
    PLACE.some(name => old.input[name] !== step.input[name])
  ) {
    return undefined;
  }
  const isSame = JSON.stringify(old.input) === JSON.stringify(step.input);
  const { preview, ...targets } = found;
  return (isSame ? found : targets) as unknown as ResolvedStep;
}
