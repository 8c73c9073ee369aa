import type { OperationVerb, PlanStep, StepPreview, Target } from '../plans';
import type { OperationSummary } from './OperationSummary';

/** One step with what is known of it. */
export interface SeenStep {
  step: PlanStep;
  /** Missing where nobody offers it. */
  operation?: OperationSummary;
  verb: OperationVerb;
  writes: boolean;
  /** Each object once. */
  targets: readonly Target[];
  /** Missing where the live system refused the step. */
  preview?: StepPreview;
}
