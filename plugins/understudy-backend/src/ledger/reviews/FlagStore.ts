import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Finding } from '../anomalies/types';
import { newEntryId } from '../entry/newEntryId';
import { toAct, toFlag, type ActRow, type FlagRow } from './rows';
import type { FlagQuery, ReviewAct, ReviewActKind, ReviewFlag } from './types';

const FLAGS = 'review_flags';
const HOURS = 'review_flag_hours';
const ENTITIES = 'review_flag_entities';
const ACTS = 'review_acts';

/** How a flag is changed by an act. */
export type FlagChange = Partial<{
  status: 'open' | 'closed';
  assignee: string | null;
  close_reason: string | null;
}>;

/** Keeps the flags, and what people did with them. */
export class FlagStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Raises a flag for a finding. The same finding again changes nothing; the
   * same about the same while a flag is open is seen again on that one.
   */
  async raise(
    finding: Finding,
    now: number,
  ): Promise<'raised' | 'seen-again' | 'known'> {
    const { detector, subject, hour } = finding;
    return this.#knex.transaction(async trx => {
      const open = () =>
        trx(FLAGS).where({ detector, subject, status: 'open' }).first('id');
      const before = await open();
      const id = before?.id ?? newEntryId(now);
      const marked = await trx(HOURS)
        .insert({ detector, subject, hour, flag_id: id })
        .onConflict(['detector', 'subject', 'hour'])
        .ignore()
        .returning('hour');
      if (marked.length === 0) {
        await this.#refresh(trx, finding);
        return 'known';
      }
      const seen = {
        sentence: finding.sentence,
        evidence: evidenceOf(finding),
        last_seen_at: now,
      };
      if (before) {
        await trx(FLAGS)
          .where({ id })
          .update({ ...seen, times: trx.raw('times + 1') });
      } else {
        await trx(FLAGS).insert({
          id,
          detector,
          subject,
          actor: finding.actor,
          operation_type: finding.operationType ?? null,
          ...seen,
          raised_at: now,
          times: 1,
          status: 'open',
          version: 1,
          changed_at: now,
        });
      }
      await this.#addEntities(trx, id, finding);
      return before ? 'seen-again' : 'raised';
    });
  }

  /** An hour that is not over yet can get worse. */
  async #refresh(trx: Knex.Transaction, finding: Finding): Promise<void> {
    const { detector, subject, hour } = finding;
    const last = await trx(HOURS)
      .where({ detector, subject })
      .max({ hour: 'hour' })
      .first();
    if (Number(last?.hour) !== hour) {
      return;
    }
    const mark = await trx(HOURS)
      .where({ detector, subject, hour })
      .first('flag_id');
    const changed = await trx(FLAGS)
      .where({ id: mark.flag_id, status: 'open' })
      .update({ sentence: finding.sentence, evidence: evidenceOf(finding) });
    if (changed > 0) {
      await this.#addEntities(trx, mark.flag_id, finding);
    }
  }

  async #addEntities(
    trx: Knex.Transaction,
    flagId: string,
    { entityRefs }: Finding,
  ): Promise<void> {
    if (entityRefs.length > 0) {
      await trx(ENTITIES)
        .insert(entityRefs.map(entity_ref => ({ flag_id: flagId, entity_ref })))
        .onConflict(['flag_id', 'entity_ref'])
        .ignore();
    }
  }

  /** Flags whose raising stands in the ledger not yet, oldest first. */
  async unrecorded(): Promise<ReviewFlag[]> {
    const rows = await this.#knex(FLAGS)
      .whereNull('entry_id')
      .orderBy('raised_at')
      .limit(200);
    return this.#withEntities(rows);
  }

  async setEntry(id: string, entryId: string): Promise<void> {
    await this.#knex(FLAGS).where({ id }).update({ entry_id: entryId });
  }

  /** Flags, the newest first. */
  async list(query: FlagQuery): Promise<ReviewFlag[]> {
    const { after, entityRefs, entityRef, limit, status, assignee } = query;
    const rows = await this.#knex(FLAGS)
      .where(
        Object.fromEntries(
          Object.entries({
            status,
            assignee,
            detector: query.detector,
            actor: query.actor,
          }).filter(([, value]) => value !== undefined),
        ),
      )
      .modify(builder => {
        for (const refs of [entityRefs, entityRef && [entityRef]]) {
          if (refs) {
            builder.whereIn(
              'id',
              this.#knex(ENTITIES)
                .whereIn('entity_ref', refs)
                .select('flag_id'),
            );
          }
        }
        if (after) {
          builder.where(older =>
            older
              .where('raised_at', '<', after.raisedAt)
              .orWhere(same =>
                same
                  .where({ raised_at: after.raisedAt })
                  .andWhere('id', '<', after.id),
              ),
          );
        }
      })
      .orderBy([
        { column: 'raised_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    return this.#withEntities(rows);
  }

  async find(id: string): Promise<ReviewFlag | undefined> {
    const rows = await this.#knex(FLAGS).where({ id });
    return (await this.#withEntities(rows))[0];
  }

  /** How many flags there are, by status, that were raised in a time. */
  async count(options: { from: number; to: number }): Promise<number> {
    const row = await this.#knex(FLAGS)
      .where('raised_at', '>=', options.from)
      .andWhere('raised_at', '<', options.to)
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  async countOpen(): Promise<number> {
    const row = await this.#knex(FLAGS)
      .where({ status: 'open' })
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  async actsOf(flagId: string): Promise<ReviewAct[]> {
    const rows: ActRow[] = await this.#knex(ACTS)
      .where({ flag_id: flagId })
      .orderBy('version')
      .limit(1_000);
    return rows.map(toAct);
  }

  /**
   * Does an act, if nobody has done another one since the version that the
   * person has seen. Throws a ConflictError otherwise.
   */
  async act(options: {
    flagId: string;
    seenVersion: number;
    kind: ReviewActKind;
    by: string;
    at: number;
    change: FlagChange;
    entryId: string;
    /** Written together with it, or not at all. */
    also?: (trx: Knex.Transaction) => Promise<void>;
  }): Promise<void> {
    const { flagId, seenVersion, kind, at, change } = options;
    try {
      await this.#knex.transaction(async trx => {
        const changed = await trx(FLAGS)
          .where({ id: flagId, version: seenVersion })
          .update({ ...change, version: seenVersion + 1, changed_at: at });
        if (changed === 0) {
          throw new ConflictError(
            'Somebody else has done something with this flag in the meantime. Look at it again, then decide',
          );
        }
        await trx(ACTS).insert({
          flag_id: flagId,
          version: seenVersion + 1,
          id: newEntryId(at),
          kind,
          person: options.by,
          at,
          assignee: change.assignee ?? null,
          close_reason: change.close_reason ?? null,
          entry_id: options.entryId,
        });
        await options.also?.(trx);
      });
    } catch (error) {
      if (/23505|SQLITE_CONSTRAINT/.test(String((error as any)?.code))) {
        throw new ConflictError(
          'There is another open flag about the same, so this one stays closed. Go on with that one',
          error as Error,
        );
      }
      throw error;
    }
  }

  async #withEntities(rows: FlagRow[]): Promise<ReviewFlag[]> {
    const ids = rows.map(({ id }) => id);
    const entities: Array<{ flag_id: string; entity_ref: string }> =
      ids.length > 0
        ? await this.#knex(ENTITIES)
            .whereIn('flag_id', ids)
            .orderBy('entity_ref')
        : [];
    return rows.map(row =>
      toFlag(
        row,
        entities
          .filter(({ flag_id }) => flag_id === row.id)
          .map(({ entity_ref }) => entity_ref),
      ),
    );
  }
}

function evidenceOf({ numbers, entryIds }: Finding): string {
  return JSON.stringify({ numbers, entryIds });
}
