/**
 * What the tests of Understudy's stores and of modules build on.
 *
 * @packageDocumentation
 */

// The types of what is tested.
export type {
  AccessReview,
  ActingIdentity,
  ApplyOptions,
  Connector,
  ConnectorCluster,
  ConnectorHealth,
  Operation,
  OperationActor,
  OperationContext,
  OperationProgress,
  Snapshot,
  TargetPrecondition,
  UndoStep,
  Verification,
  VerificationEvidence,
} from './connectors';
export type { HealthObservation } from './health';
export type { CheckpointOffer, CheckpointSink } from './ledger';
export { createTestDatabases } from './testUtils/createTestDatabases';
export { testMigrations } from './testUtils/testMigrations';
export type { MigrationTestOptions } from './testUtils/testMigrations';
export { testCheckpointSink } from './testUtils/testCheckpointSink';
export type { CheckpointSinkTestOptions } from './testUtils/testCheckpointSink';
export { TestLog } from './testUtils/TestLog';
export { testConnector } from './testUtils/connectors/testConnector';
export type {
  ConnectorTestCase,
  ConnectorTestOptions,
  ConnectorTestSystem,
} from './testUtils/connectors/ConnectorTestOptions';
export type {
  ConnectorTestReport,
  ConnectorTestResult,
} from './testUtils/connectors/ConnectorTestReport';
