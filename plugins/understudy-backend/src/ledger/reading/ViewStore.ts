import type {
  AuditQuery,
  AuditViewInput,
} from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';

const TABLE = 'audit_views';

/** A saved view as it is kept. */
export interface StoredView extends AuditViewInput {
  id: string;
  owner: string;
  createdAt: Date;
  updatedAt: Date;
}

/** Keeps the saved views of the audit page. */
export class ViewStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Those of a person, and those that are shared. */
  async list(owner: string): Promise<StoredView[]> {
    const rows = await this.#knex(TABLE)
      .where({ owner })
      .orWhere({ shared: true })
      .orderBy(['name', 'id']);
    return rows.map(toView);
  }

  async get(id: string): Promise<StoredView | undefined> {
    const row = await this.#knex(TABLE).where({ id }).first();
    return row && toView(row);
  }

  async countOf(owner: string): Promise<number> {
    const row = await this.#knex(TABLE)
      .where({ owner })
      .count('* as n')
      .first();
    return Number(row?.n);
  }

  async insert(view: StoredView): Promise<void> {
    await this.#knex(TABLE).insert({
      id: view.id,
      owner: view.owner,
      created_at: view.createdAt.getTime(),
      ...changeable(view),
    });
  }

  /** False where the person has no such view. */
  async update(view: StoredView): Promise<boolean> {
    const { id, owner } = view;
    return (
      (await this.#knex(TABLE).where({ id, owner }).update(changeable(view))) >
      0
    );
  }

  /** False where the person has no such view. */
  async delete(key: { id: string; owner: string }): Promise<boolean> {
    const { id, owner } = key;
    return (await this.#knex(TABLE).where({ id, owner }).delete()) > 0;
  }
}

function changeable(view: StoredView) {
  return {
    name: view.name,
    query: JSON.stringify(view.query),
    shared: view.shared,
    updated_at: view.updatedAt.getTime(),
  };
}

function toView(row: {
  id: string;
  owner: string;
  name: string;
  query: string;
  shared: boolean | number;
  created_at: number | string;
  updated_at: number | string;
}): StoredView {
  return {
    id: row.id,
    owner: row.owner,
    name: row.name,
    query: JSON.parse(row.query) as AuditQuery,
    shared: Boolean(row.shared),
    createdAt: new Date(Number(row.created_at)),
    updatedAt: new Date(Number(row.updated_at)),
  };
}
