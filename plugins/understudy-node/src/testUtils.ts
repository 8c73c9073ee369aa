/**
 * What the tests of Understudy's stores build on.
 *
 * @packageDocumentation
 */

export { createTestDatabases } from './testUtils/createTestDatabases';
export { testMigrations } from './testUtils/testMigrations';
export type { MigrationTestOptions } from './testUtils/testMigrations';
