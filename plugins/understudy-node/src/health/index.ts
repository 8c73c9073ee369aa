export type { HealthCheck, HealthObservation } from './HealthCheck';
export { understudyHealthExtensionPoint } from './understudyHealthExtensionPoint';
export type { UnderstudyHealthExtensionPoint } from './understudyHealthExtensionPoint';
