import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { HealthCheck } from '@understudy/plugin-understudy-node';

/** Whether the database answers, and what it is good for. */
export function databaseCheck(options: {
  database: DatabaseService;
  logger: LoggerService;
}): HealthCheck {
  return {
    id: 'database',
    title: 'Database',
    stops: 'writes',
    async check() {
      const knex = await options.database.getClient();
      try {
        await knex.raw('select 1');
      } catch (error) {
        options.logger.error('The database does not answer', toError(error));
        return {
          status: 'failed',
          sentence:
            'The database does not answer, so nothing can be recorded and nothing is written.',
          action:
            'Look into the log of the backend for why the database does not answer.',
        };
      }
      if (knex.client.config.client === 'pg') {
        return {
          status: 'ok',
          sentence: 'PostgreSQL answers; several replicas may share it.',
        };
      }
      return process.env.NODE_ENV === 'production'
        ? {
            status: 'attention',
            sentence:
              'SQLite answers. It is good for one replica only, and this is production.',
            action:
              'Use PostgreSQL under backend.database before you start a second replica.',
          }
        : {
            status: 'ok',
            sentence: 'SQLite answers; it is good for one replica.',
          };
    },
  };
}
