import {
  createPermission,
  type BasicPermission,
} from '@backstage/plugin-permission-common';

/**
 * See what Understudy knows: operations of an entity, plans, health.
 *
 * @public
 */
export const understudyReadPermission = createPermission({
  name: 'understudy.read',
  attributes: { action: 'read' },
});

/**
 * Turn an intent or steps into a plan, and change it.
 *
 * @public
 */
export const understudyPlanCreatePermission = createPermission({
  name: 'understudy.plan.create',
  attributes: { action: 'create' },
});

/**
 * Start a plan that is allowed to run, and stop it.
 *
 * @public
 */
export const understudyPlanExecutePermission = createPermission({
  name: 'understudy.plan.execute',
  attributes: { action: 'update' },
});

/**
 * Approve or reject the plan of somebody else.
 *
 * @public
 */
export const understudyApprovePermission = createPermission({
  name: 'understudy.approve',
  attributes: { action: 'update' },
});

/**
 * Authorise an urgent plan of an incident that nobody answers; reviewed after.
 *
 * @public
 */
export const understudyBreakGlassPermission = createPermission({
  name: 'understudy.break-glass',
  attributes: { action: 'update' },
});

/**
 * Set how far the software may act by itself for an entity and environment.
 *
 * @public
 */
export const understudyTakeoverSetPermission = createPermission({
  name: 'understudy.takeover.set',
  attributes: { action: 'update' },
});

/**
 * Approve that somebody gets more rights for a while.
 *
 * @public
 */
export const understudyElevationApprovePermission = createPermission({
  name: 'understudy.elevation.approve',
  attributes: { action: 'update' },
});

/**
 * Change the policies and guardrails, and activate them.
 *
 * @public
 */
export const understudyPolicyManagePermission = createPermission({
  name: 'understudy.policy.manage',
  attributes: { action: 'update' },
});

/**
 * Read the ledger of everything that was done.
 *
 * @public
 */
export const understudyAuditReadPermission = createPermission({
  name: 'understudy.audit.read',
  attributes: { action: 'read' },
});

/**
 * Take the ledger out of the system, for an auditor.
 *
 * @public
 */
export const understudyAuditExportPermission = createPermission({
  name: 'understudy.audit.export',
  attributes: { action: 'read' },
});

/**
 * Act on what was flagged for review: assign, comment, close, hand on.
 *
 * @public
 */
export const understudyAuditReviewPermission = createPermission({
  name: 'understudy.audit.review',
  attributes: { action: 'update' },
});

/**
 * Open a shell in a running container.
 *
 * @public
 */
export const understudyExecOpenPermission = createPermission({
  name: 'understudy.exec.open',
  attributes: { action: 'update' },
});

/**
 * Run a step without its dry run, with a justification.
 *
 * @public
 */
export const understudyDryRunOverridePermission = createPermission({
  name: 'understudy.dryrun.override',
  attributes: { action: 'update' },
});

/**
 * Every permission of Understudy, in the order in which people are shown them.
 *
 * @public
 */
export const understudyPermissions: readonly BasicPermission[] = [
  understudyReadPermission,
  understudyPlanCreatePermission,
  understudyPlanExecutePermission,
  understudyApprovePermission,
  understudyBreakGlassPermission,
  understudyTakeoverSetPermission,
  understudyElevationApprovePermission,
  understudyPolicyManagePermission,
  understudyAuditReadPermission,
  understudyAuditExportPermission,
  understudyAuditReviewPermission,
  understudyExecOpenPermission,
  understudyDryRunOverridePermission,
];
