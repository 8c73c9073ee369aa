import type { PlanStep } from '@understudy/plugin-understudy-common';

/**
 * The step that takes back what another one did; a plan gives it its id.
 *
 * @public
 */
export type UndoStep = Omit<PlanStep, 'id'>;
