/**
 * The states of a health check, from good to bad.
 *
 * @public
 */
export const healthStatuses = ['ok', 'attention', 'failed'] as const;

/**
 * The state of a health check: `ok`, `attention` (works, but somebody should
 * look) or `failed`.
 *
 * @public
 */
export type HealthStatus = (typeof healthStatuses)[number];
