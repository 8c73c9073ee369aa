import type { Knex } from 'knex';

const TABLE = 'ledger_development_keys';
const ID = 1;

/** The signing key of a development installation, kept in the database itself. */
export class DevelopmentKeyStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async read(): Promise<string | undefined> {
    const row = await this.#knex(TABLE).where({ id: ID }).first('signing_key');
    return row?.signing_key;
  }

  /** Keeps a key unless there is one; of several replicas one wins. */
  async add(signingKey: string): Promise<void> {
    await this.#knex(TABLE)
      .insert({ id: ID, signing_key: signingKey })
      .onConflict('id')
      .ignore();
  }
}
