import type { Knex } from 'knex';
import type { StoredVersion, StoredVote } from './types';

const VERSIONS = 'guardrail_versions';
const VOTES = 'guardrail_votes';

/** Ends a transaction that found something other than expected. */
class LostError extends Error {}

/** Keeps guardrails and the votes for them. */
export class GuardrailStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Which version holds, without its data. */
  async activeKey(): Promise<
    { version: number; digest: string; entryId: string | undefined } | undefined
  > {
    const row = await this.#knex(VERSIONS)
      .where({ status: 'active' })
      .first('version', 'digest', 'entry_id');
    return (
      row && {
        version: Number(row.version),
        digest: row.digest,
        entryId: row.entry_id ?? undefined,
      }
    );
  }

  async active(): Promise<StoredVersion | undefined> {
    const row = await this.#knex(VERSIONS).where({ status: 'active' }).first();
    return row && toVersion(row);
  }

  async find(version: number): Promise<StoredVersion | undefined> {
    const row = await this.#knex(VERSIONS).where({ version }).first();
    return row && toVersion(row);
  }

  /** Without their data, the newest first. */
  async page(options: {
    before?: number;
    limit: number;
  }): Promise<Omit<StoredVersion, 'text'>[]> {
    const rows = await this.#knex(VERSIONS)
      .modify(builder => {
        if (options.before !== undefined) {
          builder.where('version', '<', options.before);
        }
      })
      .orderBy('version', 'desc')
      .limit(options.limit)
      .select(
        'version',
        'digest',
        'status',
        'based_on',
        'reason',
        'by',
        'at',
        'activated_at',
        'round',
        'entry_id',
      );
    return rows.map(toVersion);
  }

  async isEmpty(): Promise<boolean> {
    return (await this.#knex(VERSIONS).first('version')) === undefined;
  }

  /** The first version; of several replicas that try, one does it. */
  async addFirst(
    version: Pick<
      StoredVersion,
      'digest' | 'text' | 'reason' | 'by' | 'at' | 'entryId'
    >,
  ): Promise<void> {
    await this.#knex(VERSIONS)
      .insert({
        version: 1,
        digest: version.digest,
        data: version.text,
        status: 'active',
        reason: version.reason,
        by: version.by,
        at: version.at,
        activated_at: version.at,
        round: 1,
        entry_id: version.entryId,
      })
      .onConflict('version')
      .ignore();
  }

  /**
   * Keeps a draft under the next number. Gives why not, where another version
   * holds by now or there are too many drafts already.
   */
  async addDraft(
    draft: Pick<
      StoredVersion,
      'digest' | 'text' | 'reason' | 'by' | 'at' | 'basedOn' | 'entryId'
    >,
    options: { most: number },
  ): Promise<number | 'outdated' | 'too-many'> {
    return this.#knex.transaction(async trx => {
      if (!(await holdActive(trx, draft.basedOn!))) {
        return 'outdated';
      }
      if ((await openDrafts(trx, draft.basedOn!)) >= options.most) {
        return 'too-many';
      }
      const newest = await trx(VERSIONS).max({ version: 'version' }).first();
      const version = Number(newest?.version ?? 0) + 1;
      await trx(VERSIONS).insert({
        version,
        digest: draft.digest,
        data: draft.text,
        status: 'draft',
        based_on: draft.basedOn,
        reason: draft.reason,
        by: draft.by,
        at: draft.at,
        round: 1,
        entry_id: draft.entryId,
      });
      return version;
    });
  }

  /** How many drafts of a version could be activated. */
  async openDrafts(basedOn: number): Promise<number> {
    return openDrafts(this.#knex, basedOn);
  }

  /** The votes of the rounds that these versions are in. */
  async votes(versions: readonly number[]): Promise<StoredVote[]> {
    const rows = await this.#knex(VOTES)
      .join(VERSIONS, join =>
        join
          .on(`${VOTES}.version`, `${VERSIONS}.version`)
          .andOn(`${VOTES}.round`, `${VERSIONS}.round`),
      )
      .whereIn(`${VOTES}.version`, versions)
      .orderBy([`${VOTES}.at`, `${VOTES}.by`])
      .select(
        `${VOTES}.version`,
        `${VOTES}.round`,
        `${VOTES}.by`,
        `${VOTES}.at`,
        `${VOTES}.entry_id`,
      );
    return rows.map(row => ({
      version: Number(row.version),
      round: Number(row.round),
      by: row.by,
      at: Number(row.at),
      entryId: row.entry_id,
    }));
  }

  /** Notes a vote; false where the round is over or another version holds. */
  async vote(
    vote: StoredVote,
    options: { activeVersion: number },
  ): Promise<boolean> {
    return this.#knex.transaction(async trx => {
      if (!(await holdActive(trx, options.activeVersion))) {
        return false;
      }
      const { version, round } = vote;
      if (!(await trx(VERSIONS).where({ version, round }).first('version'))) {
        return false;
      }
      await trx(VOTES)
        .insert({
          version,
          round,
          by: vote.by,
          at: vote.at,
          entry_id: vote.entryId,
        })
        .onConflict(['version', 'round', 'by'])
        .merge();
      return true;
    });
  }

  /**
   * Of several that see the last vote, one activates; if it goes away before it
   * has, another may try once its time is over.
   */
  async claim(
    candidate: { version: number; round: number },
    options: { now: number; until: number },
  ): Promise<boolean> {
    const { version, round } = candidate;
    const claimed = await this.#knex(VERSIONS)
      .where({ version, round })
      .whereNot({ status: 'active' })
      .andWhere(free =>
        free
          .whereNull('claimed_until')
          .orWhere('claimed_until', '<=', options.now),
      )
      .update({ claimed_until: options.until });
    return claimed === 1;
  }

  async release(candidate: { version: number; round: number }): Promise<void> {
    const { version, round } = candidate;
    await this.#knex(VERSIONS)
      .where({ version, round })
      .update({ claimed_until: null });
  }

  /** Lets one version hold in the place of another; false where something else happened. */
  async activate(options: {
    version: number;
    round: number;
    activeVersion: number;
    at: number;
    entryId: string;
  }): Promise<boolean> {
    const { version, round, activeVersion, at, entryId } = options;
    try {
      await this.#knex.transaction(async trx => {
        const ended = await trx(VERSIONS)
          .where({ version: activeVersion, status: 'active' })
          .update({ status: 'former' });
        const begun =
          ended === 1 &&
          (await trx(VERSIONS)
            .where({ version, round })
            .whereNot({ version: activeVersion })
            .update({ status: 'active', activated_at: at, entry_id: entryId }));
        if (begun !== 1) {
          throw new LostError();
        }
        // What was voted before was about another difference.
        await trx(VERSIONS).update({
          round: trx.raw('round + 1'),
          claimed_until: null,
        });
      });
      return true;
    } catch (error) {
      if (error instanceof LostError) {
        return false;
      }
      throw error;
    }
  }
}

/** Keeps the active version as it is until the transaction ends. */
async function holdActive(trx: Knex.Transaction, version: number) {
  const row = await trx(VERSIONS)
    .where({ version, status: 'active' })
    .forUpdate()
    .first('version');
  return row !== undefined;
}

async function openDrafts(knex: Knex, basedOn: number): Promise<number> {
  const row = await knex(VERSIONS)
    .where({ status: 'draft', based_on: basedOn })
    .count({ count: '*' })
    .first();
  return Number(row?.count ?? 0);
}

function toVersion(row: any): StoredVersion {
  return {
    version: Number(row.version),
    digest: row.digest,
    text: row.data,
    status: row.status,
    ...(row.based_on !== null && { basedOn: Number(row.based_on) }),
    reason: row.reason,
    by: row.by,
    at: Number(row.at),
    ...(row.activated_at !== null && { activatedAt: Number(row.activated_at) }),
    round: Number(row.round),
    ...(row.entry_id !== null && { entryId: row.entry_id }),
  };
}
