import type { StepPreview } from './StepPreview';
import type { Target } from './Target';

/**
 * What the live system answered to one step.
 *
 * @public
 */
export interface ResolvedStep {
  /** The step. */
  stepId: string;
  /** The objects that it acts on. */
  targets: Target[];
  /** What it would do; reads have none. */
  preview?: StepPreview;
  /** Why it cannot be done. */
  refusal?: { code: string; message: string };
}
