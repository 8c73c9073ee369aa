import { healthStatuses, type HealthStatus } from './HealthStatus';

/**
 * The worst of several states; `ok` when there is none.
 *
 * @public
 */
export function worstHealthStatus(
  statuses: readonly HealthStatus[],
): HealthStatus {
  return statuses.reduce<HealthStatus>(
    (worst, status) =>
      healthStatuses.indexOf(status) > healthStatuses.indexOf(worst)
        ? status
        : worst,
    'ok',
  );
}
