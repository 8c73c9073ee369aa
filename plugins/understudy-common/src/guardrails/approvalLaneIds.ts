/**
 * The ways to an authorisation, from the shortest to the longest.
 *
 * @public
 */
export const approvalLaneIds = [
  'read',
  'development',
  'on-call',
  'break-glass',
  'standard',
] as const;

/**
 * One of the {@link approvalLaneIds}.
 *
 * @public
 */
export type ApprovalLaneId = (typeof approvalLaneIds)[number];
