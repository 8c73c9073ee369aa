import type { PlanInput } from '@understudy/plugin-understudy-common';

/** One step while it is written. */
export interface EditedStep {
  id?: string;
  operation: string;
  input: Record<string, unknown>;
  /** What others called it; it goes when what it does is edited. */
  title?: string;
  /** What is not edited here and stays as it was. */
  onFailure?: 'stop' | 'undo';
  requiresApproval: boolean;
}

/** A plan while it is written. */
export interface EditedPlan {
  entityRef: string;
  steps: EditedStep[];
  /** Empty as long as the steps say it. */
  intent: string;
  reason: string;
  start: NonNullable<PlanInput['start']>;
  /** The incident that it belongs to, by its id. */
  incident?: string;
}
