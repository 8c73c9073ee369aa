import type { GuardrailData } from '../guardrails';
import type { OperationVerb, RiskTier } from '../plans';
import type { BlastRadius } from './BlastRadius';
import { whyCritical } from './whyCritical';

/**
 * Whether people decide about a step even at higher takeover levels: it is
 * high, or what it does is always critical, or its plan goes beyond a
 * namespace.
 *
 * @public
 */
export function isCritical(
  step: {
    /** What its operation does. */
    verb: OperationVerb;
    /** Its tier. */
    tier: RiskTier;
    /** How far its plan goes. */
    scope: BlastRadius['scope'];
  },
  guardrails: Pick<GuardrailData, 'criticalVerbs'>,
): boolean {
  return whyCritical(step, guardrails) !== undefined;
}
