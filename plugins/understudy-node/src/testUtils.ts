/**
 * What the tests of Understudy's stores build on.
 *
 * @packageDocumentation
 */

export { createTestDatabases } from './testUtils/createTestDatabases';
export { testMigrations } from './testUtils/testMigrations';
export type { MigrationTestOptions } from './testUtils/testMigrations';
export { testCheckpointSink } from './testUtils/testCheckpointSink';
export type { CheckpointSinkTestOptions } from './testUtils/testCheckpointSink';
export { TestLog } from './testUtils/TestLog';
