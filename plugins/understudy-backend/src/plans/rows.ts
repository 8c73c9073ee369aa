import type {
  Authorisation,
  AuthorisationKind,
  PlanTransition,
  StoredPlan,
  StoredRun,
  StoredVote,
} from './types';

/** A row as the database gives it: PostgreSQL gives large numbers as text, SQLite booleans as numbers. */
type Row = Record<string, unknown>;

const text = (value: unknown) => (value as string | null) ?? undefined;
const json = (value: unknown) =>
  value === null || value === undefined
    ? undefined
    : JSON.parse(value as string);
const number = (value: unknown) =>
  value === null || value === undefined ? undefined : Number(value);

/** Leaves out what is undefined, so that what was stored comes back equal. */
function present<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== undefined),
  ) as T;
}

export function fromPlan(plan: StoredPlan): Row {
  return {
    id: plan.id,
    state: plan.state,
    revision: plan.revision,
    version: plan.version,
    plan_hash: plan.planHash ?? null,
    content: JSON.stringify(plan.content),
    resolved: JSON.stringify(plan.resolved),
    facts: plan.facts ? JSON.stringify(plan.facts) : null,
    decision: plan.decision ? JSON.stringify(plan.decision) : null,
    entity_ref: plan.content.entityRef,
    environment: plan.environment ?? null,
    tier: plan.tier ?? null,
    requested_by: plan.requestedBy,
    agent: plan.agent ?? null,
    created_at: plan.createdAt,
    changed_at: plan.changedAt,
    requested_at: plan.requestedAt ?? null,
    expires_at: plan.expiresAt ?? null,
    incident: plan.content.incident !== undefined,
  };
}

export function toPlan(row: Row): StoredPlan {
  return present({
    id: row.id as string,
    state: row.state as StoredPlan['state'],
    revision: row.revision as number,
    version: row.version as number,
    planHash: text(row.plan_hash),
    content: json(row.content),
    resolved: json(row.resolved),
    facts: json(row.facts),
    decision: json(row.decision),
    environment: text(row.environment) as StoredPlan['environment'],
    tier: text(row.tier) as StoredPlan['tier'],
    requestedBy: row.requested_by as string,
    agent: text(row.agent),
    createdAt: Number(row.created_at),
    changedAt: Number(row.changed_at),
    requestedAt: number(row.requested_at),
    expiresAt: number(row.expires_at),
  });
}

export function toTransition(row: Row): PlanTransition {
  return present({
    id: row.id as string,
    from: row.from_state as PlanTransition['from'],
    to: row.to_state as PlanTransition['to'],
    by: row.by as string,
    at: Number(row.at),
    sentence: text(row.sentence),
    entryId: row.entry_id as string,
  });
}

export function toVote(row: Row): StoredVote {
  return present({
    id: row.id as string,
    planId: row.plan_id as string,
    kind: row.kind as StoredVote['kind'],
    planHash: text(row.plan_hash),
    by: row.by as string,
    at: Number(row.at),
    openedDifference:
      row.opened_difference === null
        ? undefined
        : Boolean(row.opened_difference),
    entryId: row.entry_id as string,
  });
}

export function toAuthorisation(row: Row): Authorisation {
  return present({
    id: row.id as string,
    planId: row.plan_id as string,
    planHash: row.plan_hash as string,
    kind: row.kind as AuthorisationKind,
    grantedBy: json(row.granted_by),
    grantedAt: Number(row.granted_at),
    expiresAt: Number(row.expires_at),
    entryId: row.entry_id as string,
    consumedAt: number(row.consumed_at),
    runId: text(row.run_id),
    voidedAt: number(row.voided_at),
    voidedBecause: text(row.voided_because),
  });
}

export function toRun(row: Row): StoredRun {
  return present({
    id: row.id as string,
    planId: row.plan_id as string,
    planHash: row.plan_hash as string,
    authorisationId: row.authorisation_id as string,
    startedAt: Number(row.started_at),
    handedOverAt: number(row.handed_over_at),
  });
}
