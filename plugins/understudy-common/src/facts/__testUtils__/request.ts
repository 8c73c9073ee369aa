import type { JsonObject } from '@backstage/types';
import {
  defaultGuardrails,
  operationVerbs,
  type FactsRequest,
  type GuardrailData,
  type OperationSummary,
  type OperationVerb,
  type Target,
} from '../..';
import {
  somePlan,
  someResolvedScale,
  someTarget,
} from '../../plans/__testUtils__/somePlan';

const NOW = new Date('2026-03-02T10:00:00Z');

/** An operation of Kubernetes that is called as what it does. */
export function operation(
  verb: OperationVerb,
  more?: Partial<OperationSummary>,
): OperationSummary {
  return { id: `kubernetes:${verb}`, verb, reversible: true, ...more };
}

const operations = [
  operation('read', { id: 'kubernetes:get' }),
  ...operationVerbs.map(verb => operation(verb)),
];

/** Everything is quiet: nothing is frozen, every hour is open, the preview is fresh. */
export function request(more?: Partial<FactsRequest>): FactsRequest {
  return {
    ...somePlan(),
    operations,
    guardrails: defaultGuardrails,
    environment: { name: 'test', known: true },
    level: { held: 'L2_SUGGESTION', cap: 'L4_AUTO' },
    dependants: [],
    freezes: [],
    now: NOW,
    ...more,
  };
}

/** The default guardrails, but for this. */
export const guarded = (more: Partial<GuardrailData>): GuardrailData => ({
  ...defaultGuardrails,
  ...more,
});

/** Each step is one operation with an input and what it was resolved to. */
export function planOf(
  ...steps: { operation: string; input?: JsonObject; targets?: Target[] }[]
): Pick<FactsRequest, 'content' | 'resolved'> {
  return {
    content: {
      ...somePlan().content,
      steps: steps.map((step, index) => ({
        id: `s${index + 1}`,
        operation: step.operation,
        input: step.input ?? {},
        title: step.operation,
      })),
    },
    resolved: steps.map((step, index) => ({
      stepId: `s${index + 1}`,
      targets: step.targets ?? [someTarget()],
      ...(step.operation !== 'kubernetes:get' && {
        preview: someResolvedScale().preview!,
      }),
    })),
  };
}
