import {
  computeFacts,
  type GuardrailData,
  type OperationVerb,
  type PlanContent,
  type ResolvedStep,
} from '@understudy/plugin-understudy-common';
import type { PolicyInput } from '../policy/types';

/** What a plan was when it was judged. */
export interface JudgedRevision {
  content: PlanContent;
  resolved: ResolvedStep[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The recorded inputs of a plan as they would have been under other guardrails:
 * these make the tiers, what is critical, the windows and their own freezes.
 * Everything else stays as it was recorded.
 */
export function inputsUnder(
  data: GuardrailData,
  inputs: readonly PolicyInput[],
  revision: JudgedRevision | undefined,
): PolicyInput[] {
  const [first] = inputs;
  if (!revision || revision.content.steps.length !== inputs.length) {
    return [...inputs];
  }
  const { context, time } = first;
  const facts = computeFacts({
    ...revision,
    operations: inputs.map(({ action, risk }) => ({
      id: action.operation,
      verb: action.verb as OperationVerb,
      reversible: risk.reversible,
    })),
    guardrails: data,
    environment: {
      name: context.environment,
      known: context.environmentKnown,
    },
    level: { held: context.level, cap: context.cap },
    dependants: [],
    freezes: [],
    now: new Date(time.now),
  });
  // Those that people declared beside the guardrails have such ids.
  const freeze =
    time.freeze && UUID.test(time.freeze.id) ? time.freeze : facts.freeze;
  return inputs.map((input, index) => ({
    ...input,
    risk: {
      ...input.risk,
      tier: facts.steps[index].tier,
      critical: facts.steps[index].critical,
    },
    time: {
      now: time.now,
      windowOpen: facts.window.open,
      ...(facts.window.nextOpen && { nextOpen: facts.window.nextOpen }),
      ...(freeze && { freeze }),
    },
  }));
}
