/**
 * Through which door a plan came.
 *
 * @public
 */
export const planSources = [
  'chat',
  'ui',
  'runbook',
  'slack',
  'cli',
  'api',
  'alert',
  'undo',
] as const;

/**
 * One of the {@link planSources}.
 *
 * @public
 */
export type PlanSource = (typeof planSources)[number];
