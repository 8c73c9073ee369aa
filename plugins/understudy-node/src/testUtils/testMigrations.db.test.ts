import { createMockDirectory } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createTestDatabases } from './createTestDatabases';
import { testMigrations } from './testMigrations';

const createNotes = `knex => knex.schema.createTable('notes', table => {
  table.increments('id');
  table.string('text');
})`;
const dropNotes = `knex => knex.schema.dropTable('notes')`;
const create = `exports.up = ${createNotes}; exports.down = ${dropNotes};`;
const addColumn = `
  exports.up = knex => knex.schema.alterTable('notes', table => {
    table.string('author');
  });
  exports.down = knex => knex.schema.alterTable('notes', table => {
    table.dropColumn('author');
  });
`;
const writeNote = async (knex: Knex) => {
  await knex('notes').insert([{ text: 'one' }, { text: 'two' }]);
};
const rows = { '1_create.js': writeNote, '2_next.js': writeNote };

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('testMigrations on %p', id => {
  const folder = createMockDirectory();
  let generation = 0;

  async function attempt(
    files: Record<string, string>,
    given: Record<string, (knex: Knex) => Promise<void>> = rows,
  ) {
    // Modules are cached by their path, so each attempt has its own.
    generation += 1;
    const name = `migrations-${generation}`;
    folder.setContent({ [name]: files });
    return testMigrations({
      knex: await databases.init(id),
      directory: folder.resolve(name),
      rows: given,
    });
  }

  it('passes migrations that go up, down and up again and keep what is there', async () => {
    await expect(
      attempt({ '1_create.js': create, '2_next.js': addColumn }),
    ).resolves.toBeUndefined();
  });

  it('finds a way down that leaves something', async () => {
    await expect(
      attempt({
        '1_create.js': create,
        '2_next.js': `
          exports.up = knex => knex.schema.createTable('more', table => {
            table.increments('id');
          });
          exports.down = async () => {};
        `,
      }),
    ).rejects.toThrow('Going all the way down leaves more');
  });

  it('finds a migration that loses or changes rows', async () => {
    const next = (up: string) => ({
      '1_create.js': create,
      '2_next.js': `
        exports.up = async knex => { ${up} };
        exports.down = async () => {};
      `,
    });
    await expect(
      attempt(next(`await knex('notes').where({ text: 'one' }).delete();`)),
    ).rejects.toThrow('2_next.js changes or loses rows of notes');
    await expect(
      attempt(next(`await knex('notes').delete();`)),
    ).rejects.toThrow('2_next.js changes or loses rows of notes');
    await expect(
      attempt(next(`await knex('notes').update({ text: 'same' });`)),
    ).rejects.toThrow('2_next.js changes or loses rows of notes');
  });

  it('finds a migration that drops a table with rows', async () => {
    await expect(
      attempt(
        {
          '1_create.js': create,
          '2_next.js': `exports.up = ${dropNotes}; exports.down = ${createNotes};`,
        },
        { ...rows, '2_next.js': async () => {} },
      ),
    ).rejects.toThrow('2_next.js drops the table notes');
  });

  it('asks for rows for every migration, and only for those', async () => {
    await expect(
      attempt(
        { '1_create.js': create, '2_next.js': addColumn },
        {
          '1_create.js': writeNote,
        },
      ),
    ).rejects.toThrow('Give rows for 2_next.js');
    await expect(attempt({ '1_create.js': create })).rejects.toThrow(
      'There is no migration 2_next.js',
    );
    await expect(
      attempt({ '1_create.js': create }, { '1_create.js': async () => {} }),
    ).rejects.toThrow('The rows for 1_create.js write nothing');
    await expect(attempt({}, {})).rejects.toThrow('There is no migration in');
  });
});
