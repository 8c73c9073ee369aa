/**
 * Where a plan stands.
 *
 * @public
 */
export const planStates = [
  'draft',
  'previewing',
  'awaiting-approval',
  'approved',
  'running',
  'verifying',
  'succeeded',
  'unverified',
  'failed',
  'rolled-back',
  'cancelled',
  'denied',
  'expired',
] as const;

/**
 * One of the {@link planStates}.
 *
 * @public
 */
export type PlanState = (typeof planStates)[number];
