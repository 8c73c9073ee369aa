export type { BlastRadius } from './BlastRadius';
export { computeFacts } from './computeFacts';
export type { Elevation } from './Elevation';
export type { FactsRequest } from './FactsRequest';
export { isCritical } from './isCritical';
export type { LevelInForce } from './LevelInForce';
export type { OperationSummary } from './OperationSummary';
export type { PlanFacts } from './PlanFacts';
export type { StepFacts } from './StepFacts';
