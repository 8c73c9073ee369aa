// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('presence_challenges', table => {
    table.comment(
      'Sign-ins that were begun to prove presence; each is used once',
    );
    table.string('state_hash', 64).primary().comment('SHA-256 of the state');
    table.string('user_entity_ref', 512).notNullable();
    table.string('plan_hash', 71).notNullable();
    table.string('nonce', 64).notNullable();
    table.string('code_verifier', 128).notNullable();
    table
      .string('browser_hash', 64)
      .comment('SHA-256 of the cookie of the browser that began it');
    table.bigInteger('created_at').notNullable().comment('In milliseconds');
    table.bigInteger('expires_at').notNullable().comment('In milliseconds');
    table.index(['user_entity_ref', 'created_at']);
    table.index('expires_at');
  });
  await knex.schema.createTable('presence_proofs', table => {
    table.comment('Who proved to be there, for which plan');
    table.uuid('id').primary();
    table.string('user_entity_ref', 512).notNullable();
    table.string('plan_hash', 71).notNullable();
    table.string('method', 16).notNullable();
    table
      .bigInteger('at')
      .notNullable()
      .comment('When the person signed in, in milliseconds');
    table
      .uuid('entry_id')
      .notNullable()
      .comment('The entry in the ledger, which alone counts');
    table.index(['user_entity_ref', 'plan_hash', 'at']);
    table.index('at');
  });
  await knex.schema.createTable('incidents', table => {
    table.comment('What is wrong, as people said who are on call');
    table.uuid('id').primary();
    table.string('entity_ref', 512).notNullable();
    table.string('title', 200).notNullable();
    table
      .string('title_key', 64)
      .notNullable()
      .comment('SHA-256 of the title as it is compared');
    table.string('severity', 8).notNullable();
    table.string('opened_by', 512).notNullable();
    table.bigInteger('opened_at').notNullable().comment('In milliseconds');
    table.text('because').notNullable().comment('Why this person could');
    table.bigInteger('closed_at').comment('In milliseconds');
    table.string('closed_by', 512).comment('Nobody, where it closed by itself');
    table.text('close_reason');
    table
      .uuid('entry_id')
      .notNullable()
      .comment('The entry in the ledger, which alone counts');
    table.index(['entity_ref', 'id']);
    table.index(['opened_by', 'opened_at']);
    table.index(['closed_at', 'opened_at']);
  });
  // The same is said once, however many people say it at the same time.
  await knex.raw(
    'create unique index incidents_open_idx on incidents (entity_ref, title_key) where closed_at is null',
  );
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of ['incidents', 'presence_proofs', 'presence_challenges']) {
    await knex.schema.dropTable(table);
  }
};
