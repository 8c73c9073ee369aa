import type { EnvironmentName } from '../environments';
import type { ChangeFreeze, GuardrailData } from '../guardrails';
import type { PlanContent, ResolvedStep } from '../plans';
import type { TakeoverLevel } from '../takeover';
import type { Elevation } from './Elevation';
import type { OperationSummary } from './OperationSummary';

/**
 * Everything from which {@link computeFacts} computes. Nothing else is looked
 * up, and no clock is read.
 *
 * @public
 */
export interface FactsRequest {
  /** What the plan says. */
  content: PlanContent;
  /** What the live systems answered; steps may be missing. */
  resolved: readonly ResolvedStep[];
  /** Those that the steps name. What is missing counts as high, critical and not reversible. */
  operations: readonly OperationSummary[];
  /** What administrators decided. */
  guardrails: GuardrailData;
  /** The strictest of all targets, by configuration. Where it is not known, production holds. */
  environment: { name: EnvironmentName; known: boolean };
  /** What the entity holds there, what the configuration allows there at most, and an elevation. */
  level: { held: TakeoverLevel; cap: TakeoverLevel; elevation?: Elevation };
  /** Catalog entities that depend on the entity of the plan. */
  dependants: readonly string[];
  /** Freezes beside those in the guardrails. */
  freezes: readonly ChangeFreeze[];
  /** The moment that is judged: now, or when the plan would start. */
  now: Date;
}
