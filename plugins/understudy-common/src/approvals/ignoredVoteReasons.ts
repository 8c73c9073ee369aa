/**
 * Why a vote does not count:
 * - `self`: the requester, or the human behind the agent
 * - `alias`: another account of a person who requested or has voted later
 * - `duplicate`: the same account voted again later
 * - `withdrawn`: the person took it back
 * - `not-member`: in none of the groups that are asked
 * - `no-permission`: may not approve here
 * - `agent`: software
 * - `other-hash`: given for another plan
 * - `expired`: the request had expired, or has by now
 * - `unknown-person`: trusted sources do not know the account
 * - `surplus`: enough others agreed
 *
 * @public
 */
export const ignoredVoteReasons = [
  'self',
  'alias',
  'duplicate',
  'withdrawn',
  'not-member',
  'no-permission',
  'agent',
  'other-hash',
  'expired',
  'unknown-person',
  'surplus',
] as const;

/**
 * One of the {@link ignoredVoteReasons}.
 *
 * @public
 */
export type IgnoredVoteReason = (typeof ignoredVoteReasons)[number];
