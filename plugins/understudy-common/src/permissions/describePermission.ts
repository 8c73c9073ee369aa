import type { UnderstudyPermissionName } from './UnderstudyPermissionName';

/**
 * What is at stake when a permission is used.
 *
 * A plain read needs little; a sensitive read and a write are closed wherever
 * it cannot be decided properly who may.
 *
 * @public
 */
export type PermissionStake = 'read' | 'sensitive-read' | 'write';

/**
 * A permission in words.
 *
 * @public
 */
export interface PermissionDescription {
  /** What the permission lets a person do, as a short phrase. */
  title: string;
  /** What is at stake. */
  stake: PermissionStake;
}

const descriptions: Record<UnderstudyPermissionName, PermissionDescription> = {
  'understudy.read': {
    title: 'See operations, plans and health',
    stake: 'read',
  },
  'understudy.plan.create': { title: 'Prepare a plan', stake: 'write' },
  'understudy.plan.execute': {
    title: 'Start and stop a plan',
    stake: 'write',
  },
  'understudy.approve': {
    title: 'Approve the plan of somebody else',
    stake: 'write',
  },
  'understudy.break-glass': {
    title: 'Start an urgent plan that nobody has approved',
    stake: 'write',
  },
  'understudy.takeover.set': { title: 'Set a takeover level', stake: 'write' },
  'understudy.elevation.approve': {
    title: 'Approve more rights for a while',
    stake: 'write',
  },
  'understudy.policy.manage': {
    title: 'Change and activate policies',
    stake: 'write',
  },
  'understudy.audit.read': {
    title: 'Read the ledger',
    stake: 'sensitive-read',
  },
  'understudy.audit.export': {
    title: 'Export the ledger',
    stake: 'sensitive-read',
  },
  'understudy.audit.review': {
    title: 'Review what was flagged in the ledger',
    stake: 'write',
  },
  'understudy.exec.open': {
    title: 'Open a shell in a container',
    stake: 'write',
  },
  'understudy.dryrun.override': {
    title: 'Run a step without its dry run',
    stake: 'write',
  },
};

/**
 * Says in words what a permission of Understudy is.
 *
 * @public
 */
export function describePermission(
  name: UnderstudyPermissionName,
): PermissionDescription {
  return descriptions[name];
}
