/**
 * How much a step can harm, from nothing to much.
 *
 * @public
 */
export const riskTiers = ['read', 'low', 'medium', 'high'] as const;

/**
 * One of the {@link riskTiers}. It is computed from resolved targets and
 * parameters, never from the words of an intent.
 *
 * @public
 */
export type RiskTier = (typeof riskTiers)[number];
