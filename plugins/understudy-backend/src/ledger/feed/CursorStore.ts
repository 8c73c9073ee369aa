import type { Knex } from 'knex';

const TABLE = 'ledger_cursors';

/** Remembers how far each reader has come, for all replicas. */
export class CursorStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Where a reader is; where it has never been, it starts at the given place. */
  async startAt(reader: string, position: number): Promise<number> {
    await this.#knex(TABLE)
      .insert({ reader, position })
      .onConflict('reader')
      .ignore();
    return (await this.position(reader)) ?? position;
  }

  async position(reader: string): Promise<number | undefined> {
    const row = await this.#knex(TABLE).where({ reader }).first('position');
    return row ? Number(row.position) : undefined;
  }

  /** Moves a reader on; never back. False if it is there or beyond already. */
  async advance(
    reader: string,
    position: number,
    options: { trx?: Knex.Transaction; from?: number } = {},
  ): Promise<boolean> {
    const query = (options.trx ?? this.#knex)(TABLE)
      .where({ reader })
      .andWhere('position', '<', position);
    if (options.from !== undefined) {
      query.andWhere({ position: options.from });
    }
    return (await query.update({ position })) > 0;
  }
}
