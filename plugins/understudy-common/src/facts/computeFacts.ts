import type { RiskTier } from '../plans';
import { blastRadiusOf } from './blastRadiusOf';
import type { FactsRequest } from './FactsRequest';
import { freezeInForce } from './freezeInForce';
import { isDestructive } from './isDestructive';
import { resolveLevel } from './resolveLevel';
import type { PlanFacts } from './PlanFacts';
import { podsTouched } from './podsTouched';
import { previewAge } from './previewAge';
import { Scaling } from './Scaling';
import { seeSteps } from './seeSteps';
import type { StepFacts } from './StepFacts';
import { stricterTier } from './stricterTier';
import { tierOfStep } from './tierOfStep';
import { whyCritical } from './whyCritical';
import { windowState } from './windowState';

/**
 * What can be known of a plan without asking anybody: how much it can harm, how
 * far it reaches, how far software may act by itself, and whether writes may
 * start. Pure, and the same in the backend and in the browser, where it is
 * called while parameters are edited; what the backend computed counts.
 *
 * Where something is not known, the stricter holds.
 *
 * @public
 */
export function computeFacts(request: FactsRequest): PlanFacts {
  const { content, guardrails, now } = request;
  const environment = request.environment.known
    ? request.environment.name
    : 'production';
  const seen = seeSteps(content.steps, request.resolved, request.operations);
  const blast = blastRadiusOf(seen, request.dependants);
  const options = {
    guardrails,
    scaling: new Scaling(seen),
    production: environment === 'production',
  };
  const steps = seen.map((one): StepFacts => {
    const { step, operation, verb, writes, targets } = one;
    const { tier, why } = tierOfStep(one, options);
    const critical = whyCritical(
      { verb, tier, scope: blast.scope },
      guardrails,
    );
    return {
      stepId: step.id,
      operation: step.operation,
      verb,
      tier,
      critical: critical !== undefined || !operation,
      reversible: operation !== undefined && (!writes || operation.reversible),
      destructive: isDestructive(one),
      why: critical && operation ? [...why, critical] : why,
      targets: targets.length,
      pods: targets.reduce((sum, target) => sum + podsTouched(one, target), 0),
    };
  });
  const about = { environment, entityRef: content.entityRef, now };
  const freeze = freezeInForce(
    [...guardrails.freezes, ...request.freezes],
    about,
  );
  return {
    environment,
    environmentKnown: request.environment.known,
    tier: steps.reduce<RiskTier>(
      (highest, { tier }) => stricterTier(highest, tier),
      'read',
    ),
    critical: steps.some(({ critical }) => critical),
    reversible: steps.every(({ reversible }) => reversible),
    destructive: steps.some(({ destructive }) => destructive),
    steps,
    blast,
    level: resolveLevel(request, seen),
    window: windowState(guardrails.windows, about),
    ...(freeze && { freeze }),
    ...previewAge(seen, now),
  };
}
