import type { PlanState } from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import {
  fromPlan,
  toAuthorisation,
  toPlan,
  toRun,
  toTransition,
  toVote,
} from './rows';
import type {
  Authorisation,
  NewRevision,
  PlanChange,
  PlanQuery,
  PlanStore,
  PlanTransition,
  StoredDecision,
  StoredPlan,
  StoredRun,
  StoredVote,
} from './types';

const PLANS = 'plans';
const REVISIONS = 'plan_revisions';
const REQUESTS = 'plan_requests';
const TRANSITIONS = 'plan_transitions';
const VOTES = 'plan_votes';
const AUTHORISATIONS = 'plan_authorisations';
const RUNS = 'plan_runs';
const DECISIONS = 'plan_decisions';

/** What is read of a plan at most; a plan with more has a story of its own. */
const ROWS_AT_MOST = 1_000;
const ENDED: PlanState[] = [
  'succeeded',
  'unverified',
  'failed',
  'rolled-back',
  'cancelled',
  'denied',
  'expired',
];

/** A change that lost, thrown to roll the transaction back. */
class LostError extends Error {}

/** Keeps plans in the database of the plugin. */
export class SqlPlanStore implements PlanStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  async create(
    plan: StoredPlan,
    request?: { caller: string; key: string; digest: string },
  ): Promise<{ planId: string; digest?: string; created: boolean }> {
    return this.#knex.transaction(async trx => {
      if (request) {
        const { caller, key, digest } = request;
        await trx(REQUESTS)
          .insert({ caller, key, digest, plan_id: plan.id, at: plan.createdAt })
          .onConflict(['caller', 'key'])
          .ignore();
        const row = await trx(REQUESTS).where({ caller, key }).first();
        if (row.plan_id !== plan.id) {
          return { planId: row.plan_id, digest: row.digest, created: false };
        }
      }
      await trx(PLANS).insert(fromPlan(plan));
      await insertRevision(trx, plan, {
        ...plan,
        createdBy: plan.requestedBy,
      });
      return { planId: plan.id, created: true };
    });
  }

  async find(id: string): Promise<StoredPlan | undefined> {
    const row = await this.#knex(PLANS).where({ id }).first();
    return row && toPlan(row);
  }

  async list(query: PlanQuery): Promise<StoredPlan[]> {
    const { states, entityRef, requestedBy, environment, after } = query;
    const rows = await this.#knex(PLANS)
      .modify(builder => {
        if (states) {
          builder.whereIn('state', [...states]);
        }
        for (const [column, value] of Object.entries({
          entity_ref: entityRef,
          requested_by: requestedBy,
          environment,
        })) {
          if (value !== undefined) {
            builder.where(column, value);
          }
        }
        if (after) {
          builder.whereRaw('(created_at, id) < (?, ?)', [after.at, after.id]);
        }
      })
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(query.limit);
    return rows.map(toPlan);
  }

  async waiting(query: {
    entityRef?: string;
    after?: { incident: boolean; at: number; id: string };
    limit: number;
  }): Promise<StoredPlan[]> {
    const { entityRef, after, limit } = query;
    const page = (incident: boolean, rest: number) =>
      this.#knex(PLANS)
        .where({ state: 'awaiting-approval', incident })
        .modify(builder => {
          if (entityRef !== undefined) {
            builder.where('entity_ref', entityRef);
          }
          if (after && after.incident === incident) {
            builder.whereRaw('(requested_at, id) > (?, ?)', [
              after.at,
              after.id,
            ]);
          }
        })
        .orderBy(['requested_at', 'id'])
        .limit(rest);
    const incidents = after && !after.incident ? [] : await page(true, limit);
    const others =
      incidents.length < limit
        ? await page(false, limit - incidents.length)
        : [];
    return [...incidents, ...others].map(toPlan);
  }

  async countWaiting(): Promise<number> {
    const row = await this.#knex(PLANS)
      .where({ state: 'awaiting-approval' })
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  async countCreatedBy(options: {
    requestedBy: string;
    since: number;
  }): Promise<number> {
    const row = await this.#knex(PLANS)
      .where({ requested_by: options.requestedBy })
      .andWhere('created_at', '>=', options.since)
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  async change(change: PlanChange): Promise<boolean> {
    const { id, version, at, transition } = change;
    try {
      await this.#knex.transaction(async trx => {
        const changed = await trx(PLANS)
          .where({ id, version, ...(transition && { state: transition.from }) })
          .update({
            ...columnsOf(change),
            ...(change.revision && { revision: trx.raw('revision + 1') }),
            version: version + 1,
            changed_at: at,
          });
        if (changed !== 1) {
          throw new LostError();
        }
        if (change.revision) {
          const { revision } = await trx(PLANS).where({ id }).first('revision');
          await insertRevision(
            trx,
            { id, revision, createdAt: at },
            change.revision,
          );
        }
        if (change.voidBecause !== undefined) {
          await trx(AUTHORISATIONS)
            .where({ plan_id: id })
            .whereNull('voided_at')
            .whereNull('consumed_at')
            .update({ voided_at: at, voided_because: change.voidBecause });
        }
        if (change.authorise) {
          await insertAuthorisation(trx, id, change.authorise);
        }
        if (change.consume) {
          await consume(trx, id, at, change.consume);
        }
        if (transition) {
          await trx(TRANSITIONS).insert({
            id: transition.id,
            plan_id: id,
            from_state: transition.from,
            to_state: transition.to,
            by: transition.by,
            at,
            sentence: transition.sentence ?? null,
            entry_id: transition.entryId,
          });
        }
      });
      return true;
    } catch (error) {
      if (
        error instanceof LostError ||
        /23505|SQLITE_CONSTRAINT/.test(String((error as any)?.code))
      ) {
        return false;
      }
      throw error;
    }
  }

  async revisionOf(
    planId: string,
    revision: number,
  ): Promise<
    (NewRevision & { revision: number; createdAt: number }) | undefined
  > {
    const row = await this.#knex(REVISIONS)
      .where({ plan_id: planId, revision })
      .first();
    return (
      row && {
        revision: row.revision,
        content: JSON.parse(row.content),
        resolved: JSON.parse(row.resolved),
        ...(row.facts && { facts: JSON.parse(row.facts) }),
        ...(row.plan_hash && { planHash: row.plan_hash }),
        createdBy: row.created_by,
        createdAt: Number(row.created_at),
      }
    );
  }

  async revisionsOf(planId: string) {
    const rows = await this.#knex(REVISIONS)
      .where({ plan_id: planId })
      .orderBy('revision', 'desc')
      .limit(ROWS_AT_MOST)
      .select('revision', 'plan_hash', 'created_by', 'created_at');
    return rows.map(row => ({
      revision: row.revision as number,
      ...(row.plan_hash && { planHash: row.plan_hash as string }),
      createdBy: row.created_by as string,
      createdAt: Number(row.created_at),
    }));
  }

  async transitionsOf(planId: string): Promise<PlanTransition[]> {
    const rows = await this.#knex(TRANSITIONS)
      .where({ plan_id: planId })
      .orderBy('id', 'desc')
      .limit(ROWS_AT_MOST);
    return rows.map(toTransition);
  }

  async addVote(vote: StoredVote): Promise<void> {
    await this.#knex(VOTES).insert({
      id: vote.id,
      plan_id: vote.planId,
      kind: vote.kind,
      plan_hash: vote.planHash ?? null,
      by: vote.by,
      at: vote.at,
      opened_difference: vote.openedDifference ?? null,
      entry_id: vote.entryId,
    });
  }

  async authorsOf(
    planIds: readonly string[],
  ): Promise<{ planId: string; by: string }[]> {
    const rows = await this.#knex(REVISIONS)
      .whereIn('plan_id', [...planIds])
      .distinct('plan_id', 'created_by');
    return rows.map(row => ({ planId: row.plan_id, by: row.created_by }));
  }

  async votesOf(
    planIds: readonly string[],
    kind: StoredVote['kind'],
  ): Promise<StoredVote[]> {
    // Without a limit: an answer that is not read would not count. How many
    // there can be is limited where they are taken.
    const rows = await this.#knex(VOTES)
      .whereIn('plan_id', [...planIds])
      .andWhere({ kind })
      .orderBy('id');
    return rows.map(toVote);
  }

  async countSaid(about: {
    planId: string;
    kind: StoredVote['kind'];
    by?: string;
  }): Promise<number> {
    const { planId, kind, by } = about;
    const row = await this.#knex(VOTES)
      .where({ plan_id: planId, kind, ...(by !== undefined && { by }) })
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  async authorisationOf(planId: string): Promise<Authorisation | undefined> {
    const of = () => this.#knex(AUTHORISATIONS).where({ plan_id: planId });
    const row =
      (await of().whereNull('voided_at').first()) ??
      (await of().orderBy('id', 'desc').first());
    return row && toAuthorisation(row);
  }

  async addDecision(decision: StoredDecision): Promise<void> {
    await this.#knex(DECISIONS).insert({
      id: decision.id,
      plan_id: decision.planId,
      plan_hash: decision.planHash,
      entity_ref: decision.entityRef,
      decision: decision.decision.decision,
      approvers: decision.decision.approvers,
      inputs: JSON.stringify(decision.inputs),
      result: JSON.stringify(decision.decision),
      policy_version: decision.decision.policyVersion.slice(0, 128),
      at: decision.at,
      entry_id: decision.entryId,
    });
  }

  async takeReminders(options: {
    number: number;
    requestedBefore: number;
    now: number;
    limit: number;
  }): Promise<StoredPlan[]> {
    const { number, requestedBefore, now, limit } = options;
    const rows = await this.#knex(PLANS)
      .where({ state: 'awaiting-approval', incident: true })
      .andWhere('reminders', '<', number)
      .andWhere('requested_at', '<=', requestedBefore)
      .andWhere('expires_at', '>', now)
      .limit(limit);
    const taken: StoredPlan[] = [];
    for (const row of rows) {
      const mine = await this.#knex(PLANS)
        .where({ id: row.id, reminders: row.reminders })
        .update({ reminders: number });
      if (mine === 1) {
        taken.push(toPlan(row));
      }
    }
    return taken;
  }

  async overdue(options: {
    now: number;
    previewingBefore: number;
    draftsBefore: number;
    limit: number;
  }): Promise<StoredPlan[]> {
    const { now, previewingBefore, draftsBefore, limit } = options;
    const rows = await this.#knex(PLANS)
      .where(waiting =>
        waiting
          .whereIn('state', ['awaiting-approval', 'approved'])
          .andWhere('expires_at', '<=', now),
      )
      .orWhere(stuck =>
        stuck
          .where({ state: 'previewing' })
          .andWhere('changed_at', '<', previewingBefore),
      )
      .orWhere(old =>
        old.where({ state: 'draft' }).andWhere('changed_at', '<', draftsBefore),
      )
      .limit(limit);
    return rows.map(toPlan);
  }

  async startable(limit: number): Promise<StoredPlan[]> {
    const rows = await this.#knex(PLANS)
      .where({ state: 'approved' })
      .orderBy('requested_at')
      .limit(limit);
    return rows
      .map(toPlan)
      .filter(({ content }) => content.start !== 'when-started');
  }

  async orphanedRuns(options: { before: number }): Promise<StoredRun[]> {
    const rows = await this.#knex(RUNS)
      .whereNull('handed_over_at')
      .andWhere('started_at', '<', options.before)
      .orderBy('started_at')
      .limit(ROWS_AT_MOST);
    return rows.map(toRun);
  }

  async markHandedOver(runId: string, at: number): Promise<void> {
    await this.#knex(RUNS).where({ id: runId }).update({ handed_over_at: at });
  }

  async forget(options: { before: number; limit: number }): Promise<number> {
    return this.#knex.transaction(async trx => {
      const ids: string[] = await trx(PLANS)
        .whereIn('state', ENDED)
        .andWhere('changed_at', '<', options.before)
        .orderBy('changed_at')
        .limit(options.limit)
        .pluck('id');
      for (const table of [
        REVISIONS,
        REQUESTS,
        TRANSITIONS,
        VOTES,
        AUTHORISATIONS,
        RUNS,
        DECISIONS,
      ]) {
        await trx(table).whereIn('plan_id', ids).delete();
      }
      await trx(PLANS).whereIn('id', ids).delete();
      return ids.length;
    });
  }
}

function columnsOf(change: PlanChange): Record<string, unknown> {
  const { transition, set = {}, clear = [], revision } = change;
  const columns: Record<string, string> = {
    planHash: 'plan_hash',
    decision: 'decision',
    requestedAt: 'requested_at',
    expiresAt: 'expires_at',
    agent: 'agent',
  };
  return {
    ...Object.fromEntries(clear.map(name => [columns[name], null])),
    ...(transition && { state: transition.to }),
    ...(revision && {
      content: JSON.stringify(revision.content),
      entity_ref: revision.content.entityRef,
      incident: revision.content.incident !== undefined,
    }),
    ...('planHash' in set && { plan_hash: set.planHash ?? null }),
    ...(set.resolved && { resolved: JSON.stringify(set.resolved) }),
    ...(set.facts && { facts: JSON.stringify(set.facts) }),
    ...(set.decision && { decision: JSON.stringify(set.decision) }),
    ...(set.environment && { environment: set.environment }),
    ...(set.tier && { tier: set.tier }),
    ...(set.agent !== undefined && { agent: set.agent }),
    ...(set.requestedAt !== undefined && {
      requested_at: set.requestedAt,
      reminders: 0,
    }),
    ...(set.expiresAt !== undefined && { expires_at: set.expiresAt }),
  };
}

async function insertRevision(
  trx: Knex,
  plan: { id: string; revision: number; createdAt: number },
  revision: NewRevision,
): Promise<void> {
  await trx(REVISIONS).insert({
    plan_id: plan.id,
    revision: plan.revision,
    content: JSON.stringify(revision.content),
    resolved: JSON.stringify(revision.resolved),
    facts: revision.facts ? JSON.stringify(revision.facts) : null,
    plan_hash: revision.planHash ?? null,
    created_by: revision.createdBy,
    created_at: plan.createdAt,
  });
}

async function insertAuthorisation(
  trx: Knex,
  planId: string,
  authorisation: NonNullable<PlanChange['authorise']>,
): Promise<void> {
  await trx(AUTHORISATIONS).insert({
    id: authorisation.id,
    plan_id: planId,
    plan_hash: authorisation.planHash,
    kind: authorisation.kind,
    granted_by: JSON.stringify(authorisation.grantedBy),
    granted_at: authorisation.grantedAt,
    expires_at: authorisation.expiresAt,
    entry_id: authorisation.entryId,
  });
}

async function consume(
  trx: Knex,
  planId: string,
  at: number,
  request: NonNullable<PlanChange['consume']>,
): Promise<void> {
  const used = await trx(AUTHORISATIONS)
    .where({
      id: request.authorisationId,
      plan_id: planId,
      plan_hash: request.planHash,
    })
    .whereNull('consumed_at')
    .whereNull('voided_at')
    .andWhere('expires_at', '>', at)
    .update({ consumed_at: at, run_id: request.runId });
  if (used !== 1) {
    throw new LostError();
  }
  await trx(RUNS).insert({
    id: request.runId,
    plan_id: planId,
    plan_hash: request.planHash,
    authorisation_id: request.authorisationId,
    started_at: at,
  });
}
