import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import type { HealthStatus } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';

const TABLE = 'health_states';

interface Row {
  check_id: string;
  status: HealthStatus;
  sentence: string;
  since: Date | number | string;
  last_seen: Date | number | string;
}

/** What was seen of one check. */
export interface SeenState {
  id: string;
  status: HealthStatus;
  sentence: string;
}

/**
 * Remembers which state each health check is in, and since when.
 *
 * Every write is one conditional statement, so that replicas may write at the
 * same time and through a pooler: the first to see a change sets its time, and
 * what was seen earlier never overwrites what was seen later.
 */
export class HealthStore {
  readonly #knex: Knex;

  static async create(options: {
    database: DatabaseService;
  }): Promise<HealthStore> {
    const knex = await options.database.getClient();
    if (!options.database.migrations?.skip) {
      await knex.migrate.latest({
        directory: resolvePackagePath(
          '@understudy/plugin-understudy-backend',
          'migrations',
        ),
      });
    }
    return new HealthStore(knex);
  }

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Records what was seen, and gives since when each check has its state. */
  async record(options: {
    states: readonly SeenState[];
    seenAt: Date;
  }): Promise<Map<string, { status: HealthStatus; since: Date }>> {
    const { states, seenAt } = options;
    for (const state of states) {
      await this.#recordOne(state, seenAt);
    }
    const rows = await this.#knex<Row>(TABLE)
      .select('check_id', 'status', 'since')
      .whereIn(
        'check_id',
        states.map(({ id }) => id),
      );
    return new Map(
      rows.map(({ check_id, status, since }) => [
        check_id,
        { status, since: new Date(since) },
      ]),
    );
  }

  /** Forgets the checks that nobody has looked at since then. */
  async forget(options: { notSeenSince: Date }): Promise<number> {
    return this.#knex<Row>(TABLE)
      .where('last_seen', '<', options.notSeenSince)
      .delete();
  }

  async #recordOne(state: SeenState, seenAt: Date): Promise<void> {
    const { id, status, sentence } = state;
    const earlier = () =>
      this.#knex<Row>(TABLE)
        .where({ check_id: id })
        .andWhere('last_seen', '<=', seenAt);
    const changed = await earlier()
      .andWhereNot({ status })
      .update({ status, sentence, since: seenAt, last_seen: seenAt });
    if (changed > 0) {
      return;
    }
    const stayed = await earlier()
      .andWhere({ status })
      .update({ sentence, last_seen: seenAt });
    if (stayed > 0) {
      return;
    }
    await this.#knex<Row>(TABLE)
      .insert({
        check_id: id,
        status,
        sentence,
        since: seenAt,
        last_seen: seenAt,
      })
      .onConflict('check_id')
      .ignore();
  }
}
