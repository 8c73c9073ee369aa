import type { MyPermissions } from '@understudy/plugin-understudy-common';

type Permission = MyPermissions['permissions'][number];

/** The groups in which permissions are shown. */
export type PermissionGroup = 'look' | 'act' | 'approve' | 'govern' | 'other';

const groups: Record<PermissionGroup, readonly string[]> = {
  look: ['understudy.read', 'understudy.audit.read', 'understudy.audit.export'],
  act: [
    'understudy.plan.create',
    'understudy.plan.execute',
    'understudy.exec.open',
    'understudy.dryrun.override',
  ],
  approve: [
    'understudy.approve',
    'understudy.break-glass',
    'understudy.elevation.approve',
  ],
  govern: [
    'understudy.takeover.set',
    'understudy.policy.manage',
    'understudy.audit.review',
  ],
  other: [],
};

/** Puts permissions into groups; one that a newer backend adds is shown under "other". */
export function groupPermissions(
  permissions: readonly Permission[],
): Array<{ group: PermissionGroup; permissions: Permission[] }> {
  const names = Object.keys(groups) as PermissionGroup[];
  const groupOf = (permission: Permission) =>
    names.find(name => groups[name].includes(permission.name)) ?? 'other';
  return names
    .map(group => ({
      group,
      permissions: permissions.filter(p => groupOf(p) === group),
    }))
    .filter(entry => entry.permissions.length > 0);
}
