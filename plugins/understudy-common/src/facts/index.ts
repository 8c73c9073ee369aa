export type { BlastRadius } from './BlastRadius';
export type { Elevation } from './Elevation';
export type { LevelInForce } from './LevelInForce';
export type { OperationSummary } from './OperationSummary';
export type { PlanFacts } from './PlanFacts';
export type { StepFacts } from './StepFacts';
