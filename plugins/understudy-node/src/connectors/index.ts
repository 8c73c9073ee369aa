export type { AccessReview } from './AccessReview';
export type { ActingIdentity } from './ActingIdentity';
export type {
  ApplyOptions,
  OperationProgress,
  TargetPrecondition,
} from './ApplyOptions';
export type { Connector, ConnectorCluster, ConnectorHealth } from './Connector';
export { ConnectorRegistry } from './ConnectorRegistry';
export type { Operation } from './Operation';
export type { OperationActor, OperationContext } from './OperationContext';
export type { OperationDescription } from './OperationDescription';
export { OperationError } from './OperationError';
export type { OperationErrorKind, OperationIssue } from './OperationError';
export type { Snapshot } from './Snapshot';
export type { UndoStep } from './UndoStep';
export { understudyConnectorsExtensionPoint } from './understudyConnectorsExtensionPoint';
export type { UnderstudyConnectorsExtensionPoint } from './understudyConnectorsExtensionPoint';
export type { Verification, VerificationEvidence } from './Verification';
