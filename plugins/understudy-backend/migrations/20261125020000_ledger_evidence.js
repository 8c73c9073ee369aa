// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('evidence_exports', table => {
    table.comment('Evidence packages: asked for, in the making, made, gone');
    table.uuid('id').primary();
    table
      .string('state', 16)
      .notNullable()
      .comment('waiting, running, ready, failed, cancelled or expired');
    table.string('requested_by', 512).notNullable();
    table.bigInteger('requested_at').notNullable().comment('In milliseconds');
    table.text('request').notNullable().comment('What was asked for, as JSON');
    table
      .string('occasion', 128)
      .unique()
      .comment('For one that nobody asked for: what it is made for, once');
    table.uuid('intent_id').comment('The ledger entry that records it');
    table.boolean('cancelled').notNullable().defaultTo(false);
    table.string('holder', 128).comment('The process that makes it');
    table.integer('attempts').notNullable().defaultTo(0);
    table
      .bigInteger('seen_at')
      .comment('When that process last said so, by the clock of the database');
    table.bigInteger('done').notNullable().defaultTo(0);
    table.bigInteger('total');
    table.bigInteger('entries');
    table.bigInteger('bytes');
    table.string('sha256', 64);
    table.string('store', 64).comment('Where it was put besides the folder');
    table.bigInteger('finished_at');
    table.bigInteger('expires_at');
    table.text('problem').comment('Why there is none, in words');
  });
  await knex.schema.alterTable('evidence_exports', table => {
    table.index(['state', 'requested_at'], 'evidence_exports_state_idx');
    table.index(
      ['requested_by', 'requested_at'],
      'evidence_exports_requested_by_idx',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('evidence_exports');
};
