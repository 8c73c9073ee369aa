/**
 * The roles of Understudy, in the order in which people are shown them.
 *
 * @public
 */
export const understudyRoles = [
  'viewer',
  'operator',
  'approver',
  'policy-admin',
  'compliance',
  'sre',
] as const;

/**
 * A role that a group of the catalog gets in `understudy.roles`.
 *
 * @public
 */
export type UnderstudyRole = (typeof understudyRoles)[number];
