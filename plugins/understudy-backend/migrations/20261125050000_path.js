// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('plans', table => {
    table.comment('Each plan as it stands now');
    table.uuid('id').primary();
    table.string('state', 24).notNullable();
    table.integer('revision').notNullable().comment('The newest one');
    table
      .integer('version')
      .notNullable()
      .comment('Grows with each change; what If-Match compares');
    table.string('plan_hash', 71).comment('Of the newest revision');
    table.text('content').notNullable().comment('Of the newest revision, JSON');
    table.text('resolved').notNullable().comment('As last previewed, JSON');
    table.text('facts').comment('As last computed, JSON');
    table.text('decision').comment('As last decided, JSON');
    table.string('entity_ref', 512).notNullable();
    table.string('environment', 16);
    table.string('tier', 8);
    table.string('requested_by', 512).notNullable().comment('A person');
    table.string('agent', 512).comment('Software that acts for the person');
    table.bigInteger('created_at').notNullable().comment('In milliseconds');
    table.bigInteger('changed_at').notNullable().comment('In milliseconds');
    table.bigInteger('requested_at').comment('When approval was asked for');
    table.bigInteger('expires_at').comment('Checked when it matters');
    table.boolean('incident').notNullable().defaultTo(false);
    table.index(['created_at', 'id']);
    table.index(['state', 'incident', 'requested_at', 'id']);
    table.index(['entity_ref', 'created_at', 'id']);
    table.index(['requested_by', 'created_at', 'id']);
    table.index(['environment', 'created_at', 'id']);
    table.index(['state', 'created_at', 'id']);
  });
  await knex.schema.createTable('plan_revisions', table => {
    table.comment('Revisions of plans; a row never changes');
    table.uuid('plan_id').notNullable();
    table.integer('revision').notNullable();
    table.text('content').notNullable().comment('JSON');
    table.text('resolved').notNullable().comment('As first previewed, JSON');
    table.text('facts').comment('As first computed, JSON');
    table.string('plan_hash', 71);
    table.string('created_by', 512).notNullable();
    table.bigInteger('created_at').notNullable().comment('In milliseconds');
    table.primary(['plan_id', 'revision']);
  });
  await knex.schema.createTable('plan_requests', table => {
    table.comment('Idempotency keys, so that a request made twice counts once');
    table.string('caller', 512).notNullable();
    table.string('key', 100).notNullable();
    table.string('digest', 64).notNullable().comment('Of the request');
    table.uuid('plan_id').notNullable();
    table.bigInteger('at').notNullable().comment('In milliseconds');
    table.primary(['caller', 'key']);
    table.index('at');
  });
  await knex.schema.createTable('plan_transitions', table => {
    table.comment('From where plans went where');
    table.uuid('id').primary();
    table.uuid('plan_id').notNullable();
    table.string('from_state', 24).notNullable();
    table.string('to_state', 24).notNullable();
    table.string('by', 512).notNullable();
    table.bigInteger('at').notNullable().comment('In milliseconds');
    table.text('sentence');
    table.uuid('entry_id').notNullable().comment('The entry in the ledger');
    table.index(['plan_id', 'id']);
  });
  await knex.schema.createTable('plan_votes', table => {
    table.comment('What people said about plans; rows are only added');
    table.uuid('id').primary();
    table.uuid('plan_id').notNullable();
    table.string('kind', 16).notNullable().comment('A vote or a question');
    table.string('plan_hash', 71);
    table.string('by', 512).notNullable();
    table.bigInteger('at').notNullable().comment('In milliseconds');
    table.boolean('opened_difference');
    table
      .uuid('entry_id')
      .notNullable()
      .unique()
      .comment('The entry in the ledger, which alone counts');
    table.index(['plan_id', 'id']);
    table.index(['by', 'at']);
  });
  await knex.schema.createTable('plan_authorisations', table => {
    table.comment('Why a run may start; each is used once');
    table.uuid('id').primary();
    table.uuid('plan_id').notNullable();
    table.string('plan_hash', 71).notNullable();
    table.string('kind', 16).notNullable();
    table.text('granted_by').notNullable().comment('JSON');
    table.bigInteger('granted_at').notNullable().comment('In milliseconds');
    table.bigInteger('expires_at').notNullable().comment('In milliseconds');
    table.uuid('entry_id').notNullable().comment('The entry in the ledger');
    table.bigInteger('consumed_at').comment('In milliseconds');
    table.uuid('run_id').unique().comment('The run that used it');
    table.bigInteger('voided_at').comment('In milliseconds');
    table.text('voided_because');
    table.index(['plan_id', 'id']);
  });
  // A plan never has two that could be used, and never uses two.
  await knex.raw(
    'create unique index plan_authorisations_live_idx on plan_authorisations (plan_id) where voided_at is null',
  );
  await knex.schema.createTable('plan_runs', table => {
    table.comment('Runs that were authorised and are handed to an engine');
    table.uuid('id').primary();
    table.uuid('plan_id').notNullable();
    table.string('plan_hash', 71).notNullable();
    table.uuid('authorisation_id').notNullable().unique();
    table.bigInteger('started_at').notNullable().comment('In milliseconds');
    table.bigInteger('handed_over_at').comment('When the engine took it');
    table.index('handed_over_at');
  });
  await knex.schema.createTable('plan_decisions', table => {
    table.comment('What was decided about plans, with what went in');
    table.uuid('id').primary();
    table.uuid('plan_id').notNullable();
    table.string('plan_hash', 71).notNullable();
    table.string('entity_ref', 512).notNullable();
    table.string('decision', 20).notNullable();
    table.integer('approvers').notNullable();
    table.text('inputs').notNullable().comment('One for each step, JSON');
    table.text('result').notNullable().comment('JSON');
    table.string('policy_version', 128).notNullable();
    table.bigInteger('at').notNullable().comment('In milliseconds');
    table.uuid('entry_id').notNullable().comment('The entry in the ledger');
    table.index(['at', 'id']);
    table.index(['plan_id', 'id']);
  });
  await knex.schema.createTable('guardrail_versions', table => {
    table.comment('Versions of the guardrails; the data never changes');
    table.integer('version').primary();
    table.string('digest', 71).notNullable();
    table.text('data').notNullable().comment('JSON');
    table.string('status', 8).notNullable().comment('draft, active or former');
    table.integer('based_on');
    table.text('reason').notNullable();
    table.string('by', 512).notNullable();
    table.bigInteger('at').notNullable().comment('In milliseconds');
    table.bigInteger('activated_at').comment('In milliseconds');
    table
      .integer('round')
      .notNullable()
      .comment('Which activation it waits for');
    table
      .bigInteger('claimed_until')
      .comment('Until when one process activates it, in milliseconds');
    table.uuid('entry_id').comment('The entry in the ledger');
  });
  await knex.raw(
    `create unique index guardrail_versions_active_idx on guardrail_versions (status) where status = 'active'`,
  );
  await knex.schema.createTable('guardrail_votes', table => {
    table.comment('Who wants a version to be activated');
    table.integer('version').notNullable();
    table.integer('round').notNullable();
    table.string('by', 512).notNullable();
    table.bigInteger('at').notNullable().comment('In milliseconds');
    table.uuid('entry_id').notNullable().comment('The entry in the ledger');
    table.primary(['version', 'round', 'by']);
  });
  await knex.schema.createTable('freezes', table => {
    table.comment('What stops writes');
    table.uuid('id').primary();
    table.string('kind', 16).notNullable();
    table.string('environment', 16).comment('Everywhere, if none');
    table.string('entity_ref', 512);
    table.text('reason').notNullable();
    table.string('by', 512).notNullable();
    table.bigInteger('at').notNullable().comment('In milliseconds');
    table.bigInteger('until').comment('In milliseconds');
    table.bigInteger('ended_at').comment('In milliseconds');
    table.string('ended_by', 512);
    table.uuid('entry_id').notNullable().comment('The entry in the ledger');
    table.index('ended_at');
  });
  await knex.schema.createTable('takeover_levels', table => {
    table.comment('How far software may act by itself, where somebody said so');
    table.string('entity_ref', 512).notNullable();
    table.string('environment', 16).notNullable();
    table.string('level', 24).notNullable();
    table.bigInteger('changed_at').notNullable().comment('In milliseconds');
    table.uuid('change_id').notNullable();
    table.primary(['entity_ref', 'environment']);
  });
  await knex.schema.createTable('takeover_history', table => {
    table.comment('Changes of levels, those that wait too');
    table.uuid('id').primary();
    table.string('entity_ref', 512).notNullable();
    table.string('environment', 16).notNullable();
    table.string('from_level', 24).notNullable();
    table.string('to_level', 24).notNullable();
    table.text('reason').notNullable();
    table.string('by', 512).notNullable();
    table.bigInteger('at').notNullable().comment('In milliseconds');
    table.string('status', 12).notNullable();
    table.string('decided_by', 512);
    table.bigInteger('decided_at').comment('In milliseconds');
    table.bigInteger('expires_at').comment('In milliseconds');
    table.uuid('entry_id').notNullable().comment('The entry in the ledger');
    table.index(['entity_ref', 'at']);
    table.index(['status', 'expires_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'takeover_history',
    'takeover_levels',
    'freezes',
    'guardrail_votes',
    'guardrail_versions',
    'plan_decisions',
    'plan_runs',
    'plan_authorisations',
    'plan_votes',
    'plan_transitions',
    'plan_requests',
    'plan_revisions',
    'plans',
  ]) {
    await knex.schema.dropTable(table);
  }
};
