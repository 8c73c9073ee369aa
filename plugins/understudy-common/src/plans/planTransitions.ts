import type { PlanState } from './planStates';

/**
 * From where a plan may go where; there is no other way. An edit, or a target
 * that moved, leads back to `draft`, which voids what was approved. What has
 * ended stays ended, except that a run that ended can still be rolled back.
 *
 * @public
 */
export const planTransitions: Readonly<
  Record<PlanState, readonly PlanState[]>
> = {
  draft: ['previewing', 'cancelled', 'expired'],
  previewing: ['draft', 'awaiting-approval', 'approved', 'cancelled'],
  'awaiting-approval': [
    'draft',
    'previewing',
    'approved',
    'denied',
    'cancelled',
    'expired',
  ],
  approved: [
    'draft',
    'previewing',
    'awaiting-approval',
    'running',
    'denied',
    'cancelled',
    'expired',
  ],
  running: ['verifying', 'failed', 'rolled-back', 'cancelled'],
  verifying: ['succeeded', 'unverified', 'failed', 'rolled-back', 'cancelled'],
  succeeded: ['rolled-back'],
  unverified: ['rolled-back'],
  failed: ['rolled-back'],
  'rolled-back': [],
  cancelled: [],
  denied: [],
  expired: [],
};
