// @ts-check

// What the audit pages read. Everything but the views is made from the ledger
// and can be made again.

/** Each of these is a filter: the number of a value in ledger_reading_values. */
const COLUMNS = [
  'entity',
  'project',
  'environment',
  'cluster',
  'operation_type',
  'action',
  'actor',
  'outcome',
  'decision',
  'source',
  'kind',
];

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';

  await knex.schema.createTable('ledger_reading', table => {
    table.comment('What entries can be filtered by; made from the ledger');
    table.bigInteger('leaf_index').primary();
    table.bigInteger('occurred_at').notNullable().comment('In milliseconds');
    for (const column of COLUMNS) {
      table.integer(column);
    }
    table.bigInteger('correlation').comment('Part of the hash of its id');
    table.bigInteger('plan').comment('Part of the hash of its id');
    for (const column of [...COLUMNS, 'correlation', 'plan']) {
      table.index([column, 'leaf_index'], `ledger_reading_${column}_idx`);
    }
  });
  await knex.schema.createTable('ledger_reading_values', table => {
    table.comment('The values that filters can have, by number');
    table.increments('id');
    table.string('field', 16).notNullable();
    table.string('value', 512).notNullable();
    table.bigInteger('entries').notNullable().comment('How often it comes up');
    table.unique(['field', 'value'], {
      indexName: 'ledger_reading_values_idx',
    });
  });
  await knex.raw(
    `create table ledger_reading_rules (
      rule integer not null,
      leaf_index bigint not null,
      primary key (rule, leaf_index)
    )${isPostgres ? '' : ' without rowid'}`,
  );
  await knex.schema.table('ledger_reading_rules', table => {
    table.index(['leaf_index'], 'ledger_reading_rules_leaf_idx');
  });
  await knex.schema.createTable('ledger_reading_blocks', table => {
    table.comment('Between which times the entries of 4096 indexes lie');
    table.bigInteger('block').primary();
    table.bigInteger('first_at').notNullable();
    table.bigInteger('last_at').notNullable();
  });
  await knex.schema.createTable('ledger_reading_notes', table => {
    table.comment('Which entries are notes, and on what');
    table.bigInteger('leaf_index').primary();
    table.uuid('target_id').notNullable();
    table.index(['target_id', 'leaf_index'], 'ledger_reading_notes_idx');
  });
  await knex.schema.createTable('ledger_reading_position', table => {
    table.comment('Up to which index the ledger was read; one row');
    table.integer('id').primary();
    table.bigInteger('next_index').notNullable();
  });
  await knex('ledger_reading_position').insert({ id: 1, next_index: 0 });
  if (isPostgres) {
    await knex.raw(
      `create table ledger_reading_words (
        leaf_index bigint primary key,
        words tsvector not null
      )`,
    );
    await knex.raw(
      'create index ledger_reading_words_idx on ledger_reading_words using gin (words)',
    );
  } else {
    await knex.raw(
      `create virtual table ledger_reading_words using fts5 (
        words, tokenize = 'unicode61 remove_diacritics 0', detail = none
      )`,
    );
    // It is put in order a little at a time, not whenever SQLite thinks it due: that holds the thread.
    await knex.raw(
      `insert into ledger_reading_words (ledger_reading_words, rank) values ('automerge', 0), ('crisismerge', 64)`,
    );
    // Words that were redacted leave the file, not only the results.
    await knex.raw(
      `insert into ledger_reading_words (ledger_reading_words, rank) values ('secure-delete', 1)`,
    );
  }

  await knex.schema.createTable('audit_views', table => {
    table.comment('Saved views of the audit page');
    table.uuid('id').primary();
    table.string('owner', 512).notNullable().comment('The entity of a person');
    table.string('name', 100).notNullable();
    table.text('query').notNullable().comment('JSON');
    table.boolean('shared').notNullable();
    table.bigInteger('created_at').notNullable().comment('In milliseconds');
    table.bigInteger('updated_at').notNullable().comment('In milliseconds');
    table.index(['owner'], 'audit_views_owner_idx');
  });
  await knex.raw(
    'create index audit_views_shared_idx on audit_views (name) where shared',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'audit_views',
    'ledger_reading_words',
    'ledger_reading_position',
    'ledger_reading_notes',
    'ledger_reading_blocks',
    'ledger_reading_rules',
    'ledger_reading_values',
    'ledger_reading',
  ]) {
    await knex.schema.dropTable(table);
  }
};
