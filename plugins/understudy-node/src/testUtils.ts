/**
 * What the tests of Understudy's stores build on.
 *
 * @packageDocumentation
 */

// The types of what is tested.
export type { CheckpointOffer, CheckpointSink } from './ledger';
export { createTestDatabases } from './testUtils/createTestDatabases';
export { testMigrations } from './testUtils/testMigrations';
export type { MigrationTestOptions } from './testUtils/testMigrations';
export { testCheckpointSink } from './testUtils/testCheckpointSink';
export type { CheckpointSinkTestOptions } from './testUtils/testCheckpointSink';
export { TestLog } from './testUtils/TestLog';
