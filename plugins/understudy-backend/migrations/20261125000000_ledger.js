// @ts-check

// Nobody but the trigger's own exceptions may change these, whoever asks.
const INSERT_ONLY = [
  'ledger_entries',
  'ledger_leaves',
  'ledger_checkpoints',
  'ledger_redactions',
  'ledger_prunings',
];

/** What may be deleted after all, per table: rows below a recorded pruning, and values whose redaction is recorded. */
const DELETABLE = {
  ledger_entries: `exists (
    select 1 from ledger_leaves
    where entry_id = old.id
      and leaf_index < (select max(minimum_index) from ledger_prunings)
  )`,
  ledger_leaves: `old.leaf_index < (select max(minimum_index) from ledger_prunings)
    and not exists (select 1 from ledger_entries where id = old.entry_id)`,
  ledger_fields: `exists (
    select 1 from ledger_redactions
    where entry_id = old.entry_id and pointer = old.pointer
  ) or exists (
    select 1 from ledger_leaves
    where entry_id = old.entry_id
      and leaf_index < (select max(minimum_index) from ledger_prunings)
  )`,
};

const KEYS = {
  ledger_entries: ['id'],
  ledger_leaves: ['leaf_index', 'entry_id'],
  ledger_checkpoints: ['size'],
  ledger_redactions: ['entry_id', 'pointer'],
  ledger_prunings: ['minimum_index'],
  ledger_fields: ['entry_id', 'pointer'],
};

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';

  await knex.schema.createTable('ledger_entries', table => {
    table.comment('What happened; insert-only');
    table.uuid('id').primary().comment('A UUID of version 7');
    table
      .bigInteger('occurred_at')
      .notNullable()
      .comment('When, in milliseconds, by the clock of the writer');
    table.string('kind', 8).notNullable().comment('event, intent or outcome');
    table.uuid('intent_id').comment('For an outcome: the intent it closes');
    table
      .text('body')
      .notNullable()
      .comment('Canonical JSON; its hash is the leaf of the log');
  });
  await knex.schema.createTable('ledger_fields', table => {
    table.comment('Sealed values of entries; only a redaction deletes them');
    table.uuid('entry_id').notNullable();
    table.string('pointer', 64).notNullable().comment('Where it stood');
    table.binary('salt').notNullable();
    table.text('value').notNullable().comment('Canonical JSON');
    table.primary(['entry_id', 'pointer']);
  });
  await knex.schema.createTable('ledger_staged', table => {
    table.comment('Entries that wait for their index');
    table.uuid('entry_id').primary();
    table
      .binary('mac')
      .notNullable()
      .comment('Proves that a writer who holds the key put the entry here');
    table
      .boolean('wants_anchor')
      .notNullable()
      .comment('Whether somebody waits for a checkpoint outside');
  });
  await knex.schema.createTable('ledger_leaves', table => {
    table.comment('Which entry has which index in the log; insert-only');
    table.bigInteger('leaf_index').primary();
    table.uuid('entry_id').notNullable().unique();
    table.binary('leaf_hash').notNullable();
    table
      .bigInteger('epoch')
      .notNullable()
      .comment('The lease under which it was given');
  });
  await knex.schema.createTable('ledger_tiles', table => {
    table.comment('Hashes of the Merkle tree, 256 to a tile');
    table.integer('level').notNullable();
    table.bigInteger('tile_index').notNullable();
    table.binary('hashes').notNullable();
    table.primary(['level', 'tile_index']);
  });
  await knex.schema.createTable('ledger_head', table => {
    table.comment('How far the log is; one row');
    table.integer('id').primary();
    table.bigInteger('size').notNullable();
    table.binary('root').notNullable();
    table
      .binary('mac')
      .notNullable()
      .comment('Proves that a sequencer who holds the key wrote it');
  });
  await knex.schema.createTable('ledger_lease', table => {
    table.comment('Which process gives indexes; one row');
    table.integer('id').primary();
    table.string('holder', 128).notNullable();
    table.bigInteger('epoch').notNullable();
    table
      .bigInteger('expires_at')
      .notNullable()
      .comment('In milliseconds, by the clock of the database');
  });
  await knex.schema.createTable('ledger_checkpoints', table => {
    table.comment('Signed checkpoints; insert-only');
    table.bigInteger('size').primary();
    table.text('note').notNullable().comment('A C2SP signed note');
    table.bigInteger('signed_at').notNullable().comment('In milliseconds');
    table.bigInteger('epoch').notNullable();
  });
  await knex.schema.createTable('ledger_anchors', table => {
    table.comment('Which checkpoint each place outside has accepted last');
    table.string('sink', 64).primary();
    table.bigInteger('size').notNullable();
    table.bigInteger('anchored_at').notNullable().comment('In milliseconds');
  });
  await knex.schema.createTable('ledger_redactions', table => {
    table.comment('Which sealed values were taken out, and by which entry');
    table.uuid('entry_id').notNullable();
    table.string('pointer', 64).notNullable();
    table.uuid('redaction_id').notNullable();
    table.primary(['entry_id', 'pointer']);
  });
  await knex.schema.createTable('ledger_prunings', table => {
    table.comment('Below which index entries may have been deleted');
    table.bigInteger('minimum_index').primary();
    table.uuid('entry_id').notNullable().comment('The entry that records it');
  });
  await knex.schema.createTable('ledger_alarms', table => {
    table.comment('What was found wrong with the log');
    table.uuid('id').primary();
    table.bigInteger('raised_at').notNullable().comment('In milliseconds');
    table.string('code', 64).notNullable();
    table.text('sentence').notNullable();
    table
      .boolean('stops')
      .notNullable()
      .comment('Whether no intent is taken until it is resolved');
    table.bigInteger('resolved_at');
    table.string('resolved_by', 512);
  });
  await knex.schema.createTable('ledger_development_keys', table => {
    table.comment('A signing key for development; production keeps its own');
    table.integer('id').primary();
    table.text('signing_key').notNullable();
  });

  await knex.raw(
    `create unique index ledger_entries_intent_idx on ledger_entries (intent_id) where intent_id is not null`,
  );
  await knex.raw(
    `create index ledger_entries_intents_idx on ledger_entries (id) where kind = 'intent'`,
  );
  await knex.raw(
    `create index ledger_alarms_open_idx on ledger_alarms (raised_at) where resolved_at is null`,
  );
  await knex('ledger_head').insert({
    id: 1,
    size: 0,
    root: Buffer.alloc(0),
    mac: Buffer.alloc(0),
  });
  await knex('ledger_lease').insert({
    id: 1,
    holder: '',
    epoch: 0,
    expires_at: 0,
  });
  if (isPostgres) {
    await guardOnPostgres(knex);
  } else {
    await guardOnSqlite(knex);
  }
};

/** @param {import('knex').Knex} knex */
async function guardOnPostgres(knex) {
  for (const table of [...INSERT_ONLY, 'ledger_fields']) {
    const may = DELETABLE[/** @type {keyof DELETABLE} */ (table)] ?? 'false';
    await knex.raw(`
      create function ${table}_guard() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and tg_level = 'ROW' then
          if ${may} then
            return old;
          end if;
        end if;
        raise exception '${table} is insert-only: % is refused', tg_op;
      end $$`);
    await knex.raw(`
      create trigger ${table}_guard before update or delete on ${table}
      for each row execute function ${table}_guard()`);
    await knex.raw(`
      create trigger ${table}_guard_all before truncate on ${table}
      for each statement execute function ${table}_guard()`);
    // Also for sessions that replay what another server did.
    await knex.raw(`alter table ${table} enable always trigger ${table}_guard`);
    await knex.raw(
      `alter table ${table} enable always trigger ${table}_guard_all`,
    );
  }
}

/** @param {import('knex').Knex} knex */
async function guardOnSqlite(knex) {
  for (const table of [...INSERT_ONLY, 'ledger_fields']) {
    const may = DELETABLE[/** @type {keyof DELETABLE} */ (table)] ?? 'false';
    const keys = KEYS[/** @type {keyof KEYS} */ (table)];
    const refuse = (/** @type {string} */ verb) =>
      `select raise(abort, '${table} is insert-only: ${verb} is refused')`;
    await knex.raw(`
      create trigger ${table}_no_update before update on ${table}
      begin ${refuse('UPDATE')}; end`);
    await knex.raw(`
      create trigger ${table}_no_delete before delete on ${table}
      when not (${may})
      begin ${refuse('DELETE')}; end`);
    // INSERT OR REPLACE deletes without asking the trigger above.
    const there =
      table === 'ledger_redactions' || table === 'ledger_fields'
        ? keys.map(key => `${key} = new.${key}`).join(' and ')
        : keys.map(key => `${key} = new.${key}`).join(' or ');
    await knex.raw(`
      create trigger ${table}_no_replace before insert on ${table}
      when exists (select 1 from ${table} where ${there})
      begin ${refuse('REPLACE')}; end`);
  }
}

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'ledger_development_keys',
    'ledger_alarms',
    'ledger_prunings',
    'ledger_redactions',
    'ledger_anchors',
    'ledger_checkpoints',
    'ledger_lease',
    'ledger_head',
    'ledger_tiles',
    'ledger_leaves',
    'ledger_staged',
    'ledger_fields',
    'ledger_entries',
  ]) {
    await knex.schema.dropTable(table);
  }
  if (knex.client.config.client === 'pg') {
    for (const table of [...INSERT_ONLY, 'ledger_fields']) {
      await knex.raw(`drop function ${table}_guard()`);
    }
  }
};
