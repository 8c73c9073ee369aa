import type { EnvironmentName } from '../environments';
import type { RiskTier } from '../plans';
import type { BlastRadius } from './BlastRadius';
import type { LevelInForce } from './LevelInForce';
import type { StepFacts } from './StepFacts';

/**
 * What was computed about a plan; policy and screens rest on it.
 *
 * @public
 */
export interface PlanFacts {
  /** The strictest environment of all targets. */
  environment: EnvironmentName;
  /** False where the rules of production hold only because nothing is known. */
  environmentKnown: boolean;
  /** The highest tier of all steps. */
  tier: RiskTier;
  /** Whether any step is critical. */
  critical: boolean;
  /** Whether every step that writes can be taken back. */
  reversible: boolean;
  /** Whether any step is destructive. */
  destructive: boolean;
  /** Step by step. */
  steps: StepFacts[];
  /** What it reaches. */
  blast: BlastRadius;
  /** How far software may act by itself. */
  level: LevelInForce;
  /** Whether writes may start now by the windows, and when else. */
  window: { open: boolean; nextOpen?: string; reason?: string };
  /** The freeze that holds now. */
  freeze?: { id: string; until?: string; reason: string };
  /** Every step that writes was previewed within the last ten minutes. */
  fresh: boolean;
  /** When the oldest of these previews was made. */
  oldestPreviewAt?: string;
}
