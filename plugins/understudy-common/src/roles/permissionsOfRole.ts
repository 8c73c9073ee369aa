import type { UnderstudyPermissionName } from '../permissions';
import type { UnderstudyRole } from './UnderstudyRole';

const table: Record<UnderstudyRole, readonly UnderstudyPermissionName[]> = {
  viewer: ['understudy.read'],
  operator: [
    'understudy.read',
    'understudy.plan.create',
    'understudy.plan.execute',
  ],
  approver: ['understudy.read', 'understudy.approve', 'understudy.audit.read'],
  'policy-admin': [
    'understudy.read',
    'understudy.policy.manage',
    'understudy.audit.read',
  ],
  compliance: [
    'understudy.read',
    'understudy.audit.read',
    'understudy.audit.export',
    'understudy.audit.review',
  ],
  sre: [
    'understudy.read',
    'understudy.plan.create',
    'understudy.plan.execute',
    'understudy.break-glass',
    'understudy.takeover.set',
    'understudy.elevation.approve',
    'understudy.audit.read',
    'understudy.audit.review',
    'understudy.exec.open',
    'understudy.dryrun.override',
  ],
};

/**
 * The permissions that a role gives.
 *
 * @public
 */
export function permissionsOfRole(
  role: UnderstudyRole,
): readonly UnderstudyPermissionName[] {
  return table[role];
}
