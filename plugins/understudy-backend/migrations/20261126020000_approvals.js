// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('plan_told', table => {
    table.comment('Who was told that approval is asked for');
    table.uuid('plan_id').notNullable();
    table.string('user_entity_ref', 512).notNullable();
    table.bigInteger('at').notNullable().comment('In milliseconds');
    table.string('why', 255).notNullable();
    table.bigInteger('seen_at').comment('When the person opened the plan');
    table.primary(['plan_id', 'user_entity_ref']);
  });
  await knex.schema.alterTable('plans', table => {
    table.integer('reminders').notNullable().defaultTo(0);
    table.index(['entity_ref', 'state', 'created_at', 'id']);
    table.index(['requested_by', 'state', 'created_at', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('plans', table => {
    table.dropIndex(['requested_by', 'state', 'created_at', 'id']);
    table.dropIndex(['entity_ref', 'state', 'created_at', 'id']);
    table.dropColumn('reminders');
  });
  await knex.schema.dropTable('plan_told');
};
