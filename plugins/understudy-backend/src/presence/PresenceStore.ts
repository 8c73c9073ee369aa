import type { Knex } from 'knex';
import type { StoredChallenge, StoredProof } from './types';

const CHALLENGES = 'presence_challenges';
const PROOFS = 'presence_proofs';
const PROOFS_LOOKED_AT = 20;

/** Keeps sign-ins that were begun, and what they proved. */
export class PresenceStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Adds a challenge; of one person only so many of the newest stay. */
  async addChallenge(
    challenge: StoredChallenge,
    options: { openAtMost: number },
  ): Promise<void> {
    await this.#knex(CHALLENGES).insert({
      state_hash: challenge.stateHash,
      user_entity_ref: challenge.userEntityRef,
      plan_hash: challenge.planHash,
      nonce: challenge.nonce,
      code_verifier: challenge.codeVerifier,
      browser_hash: challenge.browserHash ?? null,
      created_at: challenge.createdAt,
      expires_at: challenge.expiresAt,
    });
    const tooMany = await this.#knex(CHALLENGES)
      .where({ user_entity_ref: challenge.userEntityRef })
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'state_hash', order: 'desc' },
      ])
      .offset(options.openAtMost)
      .limit(1_000)
      .select('state_hash');
    if (tooMany.length > 0) {
      await this.#knex(CHALLENGES)
        .whereIn(
          'state_hash',
          tooMany.map(row => row.state_hash),
        )
        .delete();
    }
  }

  async findChallenge(stateHash: string): Promise<StoredChallenge | undefined> {
    const row = await this.#knex(CHALLENGES)
      .where({ state_hash: stateHash })
      .first();
    return row && toChallenge(row);
  }

  /** Uses a challenge up. False where somebody was faster. */
  async takeChallenge(stateHash: string): Promise<boolean> {
    const taken = await this.#knex(CHALLENGES)
      .where({ state_hash: stateHash })
      .delete();
    return taken === 1;
  }

  async addProof(proof: StoredProof): Promise<void> {
    await this.#knex(PROOFS).insert({
      id: proof.id,
      user_entity_ref: proof.userEntityRef,
      plan_hash: proof.planHash,
      method: proof.method,
      at: proof.at,
      entry_id: proof.entryId,
    });
  }

  /** Proofs of one person for one plan, the newest first. */
  async proofs(query: {
    userEntityRef: string;
    planHash: string;
    from: number;
    to: number;
  }): Promise<StoredProof[]> {
    const rows = await this.#knex(PROOFS)
      .where({
        user_entity_ref: query.userEntityRef,
        plan_hash: query.planHash,
      })
      .whereBetween('at', [query.from, query.to])
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(PROOFS_LOOKED_AT);
    return rows.map(toProof);
  }

  async forget(options: {
    proofsBefore: number;
    challengesBefore: number;
  }): Promise<void> {
    await this.#knex(PROOFS).where('at', '<', options.proofsBefore).delete();
    await this.#knex(CHALLENGES)
      .where('expires_at', '<', options.challengesBefore)
      .delete();
  }
}

function toChallenge(row: any): StoredChallenge {
  return {
    stateHash: row.state_hash,
    userEntityRef: row.user_entity_ref,
    planHash: row.plan_hash,
    nonce: row.nonce,
    codeVerifier: row.code_verifier,
    ...(row.browser_hash !== null && { browserHash: row.browser_hash }),
    createdAt: Number(row.created_at),
    expiresAt: Number(row.expires_at),
  };
}

function toProof(row: any): StoredProof {
  return {
    id: row.id,
    userEntityRef: row.user_entity_ref,
    planHash: row.plan_hash,
    method: row.method,
    at: Number(row.at),
    entryId: row.entry_id,
  };
}
