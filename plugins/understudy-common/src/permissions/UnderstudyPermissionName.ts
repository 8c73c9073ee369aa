/**
 * The name of a permission of Understudy.
 *
 * @public
 */
export type UnderstudyPermissionName =
  | 'understudy.read'
  | 'understudy.plan.create'
  | 'understudy.plan.execute'
  | 'understudy.approve'
  | 'understudy.break-glass'
  | 'understudy.takeover.set'
  | 'understudy.elevation.approve'
  | 'understudy.policy.manage'
  | 'understudy.audit.read'
  | 'understudy.audit.export'
  | 'understudy.audit.review'
  | 'understudy.exec.open'
  | 'understudy.dryrun.override';
