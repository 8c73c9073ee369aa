import type { GuardrailData } from '../guardrails';
import type { OperationVerb, RiskTier } from '../plans';
import type { BlastRadius } from './BlastRadius';

/** What decides whether a step is critical. */
interface CriticalInput {
  /** What its operation does. */
  verb: OperationVerb;
  /** Its tier. */
  tier: RiskTier;
  /** How far its plan goes. */
  scope: BlastRadius['scope'];
}

/** Why a step is critical, in a sentence; nothing where it is not. */
export function whyCritical(
  { verb, tier, scope }: CriticalInput,
  guardrails: Pick<GuardrailData, 'criticalVerbs'>,
): string | undefined {
  if (guardrails.criticalVerbs.includes(verb)) {
    return `It is critical, as ${verb} always is.`;
  }
  if (tier === 'high') {
    return 'It is critical, as everything high is.';
  }
  if (verb !== 'read' && scope !== 'namespace') {
    return 'It is critical, because the plan goes beyond ten objects of one namespace.';
  }
  return undefined;
}
