import { TestDatabases } from '@backstage/backend-test-utils';

/**
 * The databases that every store is tested on: SQLite always, and each
 * PostgreSQL whose connection string is in the environment, as `yarn test:db`
 * puts it there. Docker is never asked.
 *
 * @public
 */
export function createTestDatabases(): TestDatabases {
  return TestDatabases.create({
    ids: [
      'SQLITE_3',
      'POSTGRES_18',
      'POSTGRES_17',
      'POSTGRES_16',
      'POSTGRES_15',
      'POSTGRES_14',
    ],
    disableDocker: true,
  });
}
