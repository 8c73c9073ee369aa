import type { PlanSource } from './planSources';
import type { PlanStart } from './planStarts';
import type { PlanStep } from './PlanStep';

/**
 * What people and planners write of a plan: the intent and its ordered steps.
 *
 * @public
 */
export interface PlanContent {
  /** What shall be reached, in the words of who asked. */
  intent: string;
  /** Why. */
  reason: string;
  /** The catalog entity that it is for. */
  entityRef: string;
  /** What is done, in this order. */
  steps: PlanStep[];
  /** When it starts, once it may. */
  start: PlanStart;
  /** Through which door it came. */
  source: PlanSource;
  /** The incident that it belongs to. */
  incident?: string;
}
