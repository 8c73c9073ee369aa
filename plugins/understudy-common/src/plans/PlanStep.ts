import type { JsonObject } from '@backstage/types';

/**
 * One step of a plan: an operation and its input.
 *
 * @public
 */
export interface PlanStep {
  /** Unique in its plan: `s1`, `s2` and so on. */
  id: string;
  /** The operation, such as `kubernetes:scale`. */
  operation: string;
  /** Its input, as the schema of the operation has it. Secrets only as references. */
  input: JsonObject;
  /** What people read. */
  title: string;
  /** Somebody wants this step approved, whatever the policy says. */
  requiresApproval?: boolean;
  /** What happens to the steps before, if this one fails; `stop` by default. */
  onFailure?: 'stop' | 'undo';
}
