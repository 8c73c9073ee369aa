export { healthStatuses } from './HealthStatus';
export type { HealthStatus } from './HealthStatus';
export type { HealthStops } from './HealthStops';
export { worstHealthStatus } from './worstHealthStatus';
