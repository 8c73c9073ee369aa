// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ledger_occurrences', table => {
    table.comment('What other systems did and is recorded, so that it is once');
    table.string('occurrence', 64).primary().comment('A digest of what it is');
    table
      .bigInteger('claimed_at')
      .notNullable()
      .comment('Since when somebody records it, in milliseconds');
    table.uuid('entry_id').comment('The entry that records it');
    table.index('claimed_at');
  });
  await knex.schema.createTable('ledger_cursors', table => {
    table.comment('How far each reader has come');
    table.string('reader', 64).primary();
    table.bigInteger('position').notNullable();
  });
  await knex.schema.createTable('ledger_watched_tasks', table => {
    table.comment('Tasks of the scaffolder whose end is not recorded yet');
    table.string('task_id', 64).primary();
    table.bigInteger('noted_at').notNullable().comment('In milliseconds');
  });
  await knex.schema.createTable('ledger_open_intents', table => {
    table.comment('Intents that had no outcome when somebody looked');
    table.uuid('entry_id').primary();
  });
  await knex.schema.createTable('ledger_sightings', table => {
    table.comment('When each person was last seen with a session');
    table.string('user_ref', 512).primary();
    table.bigInteger('seen_at').notNullable().comment('In milliseconds');
  });
  await knex.schema.createTable('ledger_activity', table => {
    table.comment('How much each actor did in each hour, from the entries');
    table.string('actor', 544).notNullable();
    table.bigInteger('hour').notNullable().comment('Hours since 1970, UTC');
    table.string('operation_type', 32).notNullable();
    table.integer('operations').notNullable();
    table.primary(['actor', 'hour', 'operation_type']);
    table.index('hour');
  });
  await knex.schema.createTable('review_flags', table => {
    table.comment('What a person should look at');
    table.uuid('id').primary();
    table.string('detector', 32).notNullable();
    table.string('subject', 640).notNullable().comment('Whom it is about');
    table.string('actor', 544).notNullable();
    table.string('operation_type', 32);
    table.text('sentence').notNullable().comment('What was seen, in words');
    table.text('evidence').notNullable().comment('Numbers and entries, JSON');
    table.bigInteger('raised_at').notNullable().comment('In milliseconds');
    table.bigInteger('last_seen_at').notNullable().comment('In milliseconds');
    table.integer('times').notNullable().comment('In how many hours');
    table.string('status', 8).notNullable().comment('open or closed');
    table.string('assignee', 512);
    table.string('close_reason', 32);
    table.integer('version').notNullable().comment('Grows with each act');
    table.bigInteger('changed_at').notNullable().comment('In milliseconds');
    table.uuid('entry_id').comment('The entry that records it');
    table.index(['status', 'raised_at', 'id']);
    table.index(['raised_at', 'id']);
  });
  // Two flags about the same are never open at once.
  await knex.raw(
    `create unique index review_flags_open_idx on review_flags (detector, subject) where status = 'open'`,
  );
  await knex.schema.createTable('review_flag_hours', table => {
    table.comment('In which hours it was seen; each counts once');
    table.string('detector', 32).notNullable();
    table.string('subject', 640).notNullable();
    table.bigInteger('hour').notNullable().comment('Hours since 1970, UTC');
    table.uuid('flag_id').notNullable();
    table.primary(['detector', 'subject', 'hour']);
  });
  await knex.schema.createTable('review_flag_entities', table => {
    table.comment('The entities that a flag is about');
    table.uuid('flag_id').notNullable();
    table.string('entity_ref', 512).notNullable();
    table.primary(['flag_id', 'entity_ref']);
    table.index('entity_ref');
  });
  await knex.schema.createTable('review_acts', table => {
    table.comment('What people did with a flag, in order');
    table.uuid('flag_id').notNullable();
    table.integer('version').notNullable().comment('What it made of the flag');
    table.uuid('id').notNullable();
    table.string('kind', 16).notNullable();
    table.string('person', 512).notNullable();
    table.bigInteger('at').notNullable().comment('In milliseconds');
    table.string('assignee', 512);
    table.string('close_reason', 32);
    table
      .uuid('entry_id')
      .notNullable()
      .comment('The intent in the ledger, which has what the person wrote');
    table.primary(['flag_id', 'version']);
  });
  await knex.schema.createTable('review_follow_ups', table => {
    table.comment('What is handed to the ticketing system');
    table.uuid('id').primary();
    table.uuid('flag_id').notNullable();
    table.string('person', 512).notNullable();
    table.text('body').comment('Exactly what is sent; forgotten afterwards');
    table.string('status', 16).notNullable();
    table.integer('attempts').notNullable();
    table.bigInteger('next_at').notNullable().comment('In milliseconds');
    table.bigInteger('created_at').notNullable().comment('In milliseconds');
    table.text('problem').comment('Why the last attempt failed, in words');
    table.string('ticket', 512).comment('What the ticketing system calls it');
    table.uuid('entry_id').notNullable().comment('The intent in the ledger');
    table.index(['status', 'next_at']);
    table.index('flag_id');
  });
  await knex.schema.createTable('audit_summaries', table => {
    table.comment('One summary of each day');
    table.string('day', 10).primary().comment('Such as 2026-11-25, UTC');
    table.text('summary').notNullable().comment('JSON');
    table.bigInteger('made_at').notNullable().comment('In milliseconds');
    table.uuid('entry_id').comment('The entry that records it');
    table.string('notified', 16).notNullable();
    table.integer('notify_attempts').notNullable();
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'audit_summaries',
    'review_follow_ups',
    'review_acts',
    'review_flag_entities',
    'review_flag_hours',
    'review_flags',
    'ledger_activity',
    'ledger_sightings',
    'ledger_open_intents',
    'ledger_watched_tasks',
    'ledger_cursors',
    'ledger_occurrences',
  ]) {
    await knex.schema.dropTable(table);
  }
};
