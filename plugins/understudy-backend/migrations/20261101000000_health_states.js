// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('health_states', table => {
    table.comment('The state of each health check, and since when it has it');
    table
      .string('check_id', 64)
      .primary()
      .comment('The id of the health check');
    table.string('status', 16).notNullable().comment('ok, attention or failed');
    table
      .text('sentence')
      .notNullable()
      .comment('What was said when it was last looked at');
    table
      .timestamp('since', { useTz: true, precision: 3 })
      .notNullable()
      .comment('When the check got this status');
    table
      .timestamp('last_seen', { useTz: true, precision: 3 })
      .notNullable()
      .index('health_states_last_seen_idx')
      .comment('When it was last looked at');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('health_states');
};
