import type { Knex } from 'knex';

/** A checkpoint that was signed here. */
export interface StoredCheckpoint {
  size: number;
  /** The signed note. */
  note: string;
  signedAt: Date;
}

/** The newest checkpoint that a sink has accepted. */
export interface Anchor {
  sink: string;
  size: number;
  anchoredAt: Date;
}

/** Keeps checkpoints, and which of them stand outside. */
export class CheckpointStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The newest one. */
  async latest(): Promise<StoredCheckpoint | undefined> {
    const row = await this.#knex('ledger_checkpoints')
      .orderBy('size', 'desc')
      .first();
    return row && toCheckpoint(row);
  }

  /** Those that cover so many entries, from the smallest up. */
  async list(
    options: { from?: number; to?: number; limit?: number } = {},
  ): Promise<StoredCheckpoint[]> {
    const rows = await this.#knex('ledger_checkpoints')
      .where('size', '>=', options.from ?? 0)
      .andWhere('size', '<=', options.to ?? Number.MAX_SAFE_INTEGER)
      .orderBy('size')
      .limit(options.limit ?? 1_000_000);
    return rows.map(toCheckpoint);
  }

  async insert(
    trx: Knex,
    checkpoint: StoredCheckpoint & { epoch: number },
  ): Promise<void> {
    const { size, note, signedAt, epoch } = checkpoint;
    await trx('ledger_checkpoints').insert({
      size,
      note,
      signed_at: signedAt.getTime(),
      epoch,
    });
  }

  /** How far each of these sinks has followed. */
  async anchors(): Promise<Anchor[]> {
    const rows = await this.#knex('ledger_anchors').orderBy('sink');
    return rows.map(row => ({
      sink: row.sink,
      size: Number(row.size),
      anchoredAt: new Date(Number(row.anchored_at)),
    }));
  }

  /** Notes that a sink has accepted a checkpoint; it never goes back. */
  async anchored(anchor: { sink: string; size: number }): Promise<void> {
    await this.#knex('ledger_anchors')
      .insert({ ...anchor, anchored_at: Date.now() })
      .onConflict('sink')
      .merge()
      .where('ledger_anchors.size', '<=', anchor.size);
  }
}

function toCheckpoint(row: {
  size: number | string;
  note: string;
  signed_at: number | string;
}): StoredCheckpoint {
  return {
    size: Number(row.size),
    note: row.note,
    signedAt: new Date(Number(row.signed_at)),
  };
}
