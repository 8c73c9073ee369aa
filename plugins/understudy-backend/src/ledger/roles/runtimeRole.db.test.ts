import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import knexFactory, { type Knex } from 'knex';
import {
  makeKeys,
  migrate,
  someEntry,
  startLedger,
} from '../__testUtils__/startLedger';

jest.setTimeout(120_000);

const DOCS = resolve(__dirname, '../../../../../docs/policy-security.md');

/** The SQL that people are told to run, for a role and a password. */
function recipe(role: string, password: string): string {
  const [, sql] =
    /```sql\n(-- A role for the backend[\s\S]*?)```/.exec(
      readFileSync(DOCS, 'utf8'),
    ) ?? [];
  return sql
    .replaceAll('understudy_runtime', role)
    .replaceAll("'…'", `'${password}'`);
}

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())(
  'a role that does not own the tables, on %p',
  engine => {
    const closing: Array<() => Promise<unknown>> = [];
    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) {
        await close();
      }
    });

    /** What the backend connects as: on SQLite there are no roles. */
    async function asRuntime(owner: Knex): Promise<Knex> {
      if (owner.client.config.client !== 'pg') {
        return owner;
      }
      const role = `runtime_${randomUUID().replaceAll('-', '')}`;
      await owner.raw(recipe(role, 'p'));
      closing.push(() => owner.raw(`drop owned by ${role}; drop role ${role}`));
      const runtime = knexFactory({
        client: 'pg',
        connection: {
          ...owner.client.connectionSettings,
          connectionString: undefined,
          user: role,
          password: 'p',
        },
      });
      closing.push(() => runtime.destroy());
      return runtime;
    }

    it('given the recipe of the documentation, when the ledger runs as that role, then it records and redacts, and can change nothing that is recorded', async () => {
      const owner = await databases.init(engine);
      await migrate(owner);
      const knex = await asRuntime(owner);
      const isPostgres = engine.startsWith('POSTGRES');
      const who = isPostgres
        ? (await knex.raw('select current_user as name')).rows[0].name
        : 'runtime_ as well: there are no roles';
      expect(who).toMatch(/^runtime_/);

      const ledger = startLedger({
        knex,
        keys: await makeKeys(),
        checkpointEvery: { entries: 1, seconds: 1 },
      });
      closing.push(() => ledger.stop());
      const first = await ledger.record.event(someEntry());
      await first.sequenced();
      const second = await ledger.record.event(someEntry());
      await second.sequenced();
      const redaction = await ledger.redact({
        entryId: first.id,
        pointers: ['/commandText'],
        reason: 'It held a password',
        actor: { type: 'user', id: 'user:default/colin' },
      });
      await redaction.sequenced();

      const forbidden = [
        `update ledger_entries set body = 'x'`,
        `delete from ledger_entries`,
        `update ledger_leaves set leaf_index = leaf_index + 100`,
        `delete from ledger_leaves`,
        `update ledger_fields set value = 'x'`,
        `delete from ledger_fields`,
        `update ledger_checkpoints set note = 'x'`,
        `delete from ledger_checkpoints`,
        ...(isPostgres
          ? [
              'truncate ledger_entries',
              'truncate ledger_leaves cascade',
              'drop table ledger_entries cascade',
              'alter table ledger_entries disable trigger all',
              'drop trigger ledger_entries_guard on ledger_entries',
              `create or replace function ledger_entries_guard() returns trigger language plpgsql as 'begin return old; end'`,
              `set session_replication_role = 'replica'`,
              'create table ledger_mine (id int)',
              'select signing_key from ledger_development_keys',
            ]
          : []),
      ];
      for (const statement of forbidden) {
        const refused = await knex.raw(statement).then(
          () => undefined,
          error => error.message,
        );
        expect([statement, refused]).toEqual([
          statement,
          expect.stringMatching(/permission denied|must be owner|insert-only/),
        ]);
      }
      expect(await ledger.size()).toBe(3);
      await expect(ledger.read({ ids: [first.id] })).resolves.toMatchObject([
        { redacted: ['/commandText'] },
      ]);
    });
  },
);
