/**
 * When an approved plan starts: with the last approval, when its requester
 * starts it, or when the next window opens.
 *
 * @public
 */
export const planStarts = ['on-approval', 'when-started', 'in-window'] as const;

/**
 * One of the {@link planStarts}.
 *
 * @public
 */
export type PlanStart = (typeof planStarts)[number];
