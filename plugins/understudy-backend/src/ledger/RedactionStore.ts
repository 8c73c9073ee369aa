import type { Knex } from 'knex';

/** Takes sealed values out, after the redaction itself was recorded. */
export class RedactionStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The sealed values that an entry still has. */
  async pointersOf(entryId: string): Promise<string[]> {
    const rows = await this.#knex('ledger_fields')
      .where({ entry_id: entryId })
      .select('pointer');
    return rows.map(({ pointer }) => pointer);
  }

  async redact(options: {
    entryId: string;
    pointers: readonly string[];
    redactionId: string;
  }): Promise<void> {
    const { entryId, pointers, redactionId } = options;
    await this.#knex.transaction(async trx => {
      await trx('ledger_redactions').insert(
        pointers.map(pointer => ({
          entry_id: entryId,
          pointer,
          redaction_id: redactionId,
        })),
      );
      await trx('ledger_fields')
        .where({ entry_id: entryId })
        .whereIn('pointer', pointers)
        .delete();
    });
  }
}
