// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('ledger_verifications', table => {
    table.comment('Full verifications of the ledger, and what they have shown');
    table.uuid('id').primary();
    table.string('requested_by', 512).notNullable();
    table.bigInteger('started_at').notNullable().comment('In milliseconds');
    table
      .bigInteger('seen_at')
      .notNullable()
      .comment('When the process that verifies last said so');
    table.bigInteger('done').notNullable().comment('How many entries');
    table.bigInteger('finished_at');
    table.text('report').comment('As JSON');
    table.text('problem').comment('Why there is no report, in words');
    table.index(['started_at'], 'ledger_verifications_started_idx');
  });
  await knex.schema.alterTable('evidence_exports', table => {
    table
      .bigInteger('first_index')
      .comment('Of a complete package: the first index in it');
    table.bigInteger('next_index').comment('And the one behind the last');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('evidence_exports', table => {
    table.dropColumn('first_index');
    table.dropColumn('next_index');
  });
  await knex.schema.dropTable('ledger_verifications');
};
