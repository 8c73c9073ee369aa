import { ConflictError } from '@backstage/errors';
import type { PlanState } from '@understudy/plugin-understudy-common';
import { withCode } from '../http/errorCode';
import { planChanged } from '../plans/PlanJournal';
import type { StoredPlan } from '../plans/types';

const OPEN: readonly PlanState[] = ['awaiting-approval', 'approved'];

/** What is looked at must be what there is now. */
export function assertHash(plan: StoredPlan, planHash: string): void {
  if (plan.planHash !== planHash) {
    throw planChanged();
  }
}

/** Whether people still decide about it. */
export function assertOpen(plan: StoredPlan, at: number): void {
  if (!OPEN.includes(plan.state)) {
    throw inState(plan, 'decided about');
  }
  if ((plan.expiresAt ?? 0) <= at) {
    throw withCode(
      'approval-expired',
      new ConflictError(
        'The request for approval has expired. Whoever asked can ask again',
      ),
    );
  }
}

/** Why something cannot be done in the state of the plan. */
export function inState(plan: StoredPlan, what: string): Error {
  return withCode(
    'plan-state',
    new ConflictError(`The plan is ${plan.state}, so it cannot be ${what} now`),
  );
}
