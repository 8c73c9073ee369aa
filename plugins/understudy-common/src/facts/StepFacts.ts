import type { OperationVerb, RiskTier } from '../plans';

/**
 * What was computed about one step.
 *
 * @public
 */
export interface StepFacts {
  /** The step. */
  stepId: string;
  /** Its operation. */
  operation: string;
  /** What the operation does. */
  verb: OperationVerb;
  /** How much it can harm. */
  tier: RiskTier;
  /** Whether people decide about it even at higher takeover levels. */
  critical: boolean;
  /** Whether what it does can be taken back. */
  reversible: boolean;
  /** Whether it loses something that nothing brings back. */
  destructive: boolean;
  /** Which rules made the tier, and what makes it critical, in sentences. */
  why: string[];
  /** How many objects it acts on. */
  targets: number;
  /** How many pods it touches: those that are there, or those that it asks for if they are more. */
  pods: number;
}
