// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('elevations', table => {
    table.comment(
      'A higher level of software for a short time, as it was asked for; what holds is in the ledger',
    );
    table.uuid('id').primary();
    table
      .uuid('extends_id')
      .comment('The elevation for which this asks for more time');
    table
      .string('first_requested_by', 512)
      .comment('Who asked for that elevation');
    table.string('entity_ref', 512).notNullable();
    table.string('environment', 32).notNullable();
    table.string('level', 32).notNullable();
    table.integer('minutes').notNullable();
    table.text('reason').notNullable();
    table.uuid('incident').comment('The incident that it rests on');
    table.text('operations').comment('As JSON; nothing means all');
    table.string('requested_by', 512).notNullable();
    table.bigInteger('requested_at').notNullable().comment('In milliseconds');
    table
      .bigInteger('expires_at')
      .notNullable()
      .comment('Until when people can answer, in milliseconds');
    table.string('state', 16).notNullable();
    table.bigInteger('from_at').comment('In milliseconds');
    table.bigInteger('until_at').comment('In milliseconds');
    table.bigInteger('ended_at').comment('In milliseconds');
    table.string('ended_by', 512).comment('Nobody, where it ended by itself');
    table.text('end_reason');
    table
      .uuid('entry_id')
      .notNullable()
      .comment('The entry in the ledger about the request');
    table
      .uuid('grant_entry_id')
      .comment('The entry in the ledger about the grant');
    table.index(['entity_ref', 'id']);
    table.index(['state', 'expires_at']);
  });
  await knex.schema.createTable('elevation_votes', table => {
    table.comment('Where in the ledger people said something about a request');
    table.uuid('id').primary();
    table.uuid('elevation_id').notNullable();
    table
      .uuid('entry_id')
      .notNullable()
      .comment('The entry in the ledger, which alone counts');
    table.index('elevation_id');
  });
  // One at a time, and more time for it once, however many people ask at once.
  await knex.raw(
    "create unique index elevations_open_idx on elevations (entity_ref, environment) where extends_id is null and state in ('waiting', 'granted')",
  );
  await knex.raw(
    "create unique index elevations_extends_idx on elevations (extends_id) where state in ('waiting', 'granted', 'ended')",
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('elevation_votes');
  await knex.schema.dropTable('elevations');
};
