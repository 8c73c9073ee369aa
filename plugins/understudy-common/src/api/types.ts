import type { components, paths } from './schema.generated';

/**
 * The routes of the Understudy API, by path and method.
 *
 * @public
 */
export type UnderstudyApiPaths = paths;

/**
 * What the caller may do, and why.
 *
 * @public
 */
export type MyPermissions = components['schemas']['MyPermissions'];

/**
 * The state of every health check.
 *
 * @public
 */
export type HealthReport = components['schemas']['HealthReport'];

/**
 * The state of one health check.
 *
 * @public
 */
export type HealthCheckResult = components['schemas']['HealthCheckResult'];

/**
 * What is known about operating one entity.
 *
 * @public
 */
export type EntityOperations = components['schemas']['EntityOperations'];

/**
 * An error as the API answers it.
 *
 * @public
 */
export type ErrorBody = components['schemas']['ErrorBody'];

/**
 * The code of an error; it never changes its meaning.
 *
 * @public
 */
export type ErrorCode = components['schemas']['ErrorCode'];
