import type { PolicyDecision, PolicyInput } from '../policy/types';
import {
  guardrailInvariants,
  type GuardrailInvariant,
} from './guardrailInvariants';

/** The first case that breaks an invariant; undefined where all hold. */
export async function findBrokenInvariant(
  evaluate: (input: PolicyInput) => Promise<PolicyDecision>,
): Promise<{ invariant: GuardrailInvariant; name: string } | undefined> {
  for (const invariant of guardrailInvariants) {
    const decisions = await Promise.all(
      invariant.cases.map(({ input }) => evaluate(input)),
    );
    const broken = decisions.findIndex(decision => !invariant.holds(decision));
    if (broken !== -1) {
      return { invariant, name: invariant.cases[broken].name };
    }
  }
  return undefined;
}
