import type {
  Authorisation,
  NewRevision,
  PlanChange,
  PlanStore,
  PlanTransition,
  StoredPlan,
  StoredRun,
  StoredVote,
} from '../../plans/types';

type Revision = NewRevision & { revision: number; createdAt: number };

/** Keeps plans in memory under the same conditions as the tables do, for many short stories. */
export class MemoryPlanStore implements PlanStore {
  readonly plans = new Map<string, StoredPlan>();
  readonly votes: StoredVote[] = [];
  readonly authorisations: Authorisation[] = [];
  readonly runs: StoredRun[] = [];
  readonly #revisions = new Map<string, Revision[]>();
  readonly #transitions = new Map<string, PlanTransition[]>();

  async create(plan: StoredPlan) {
    this.plans.set(plan.id, plan);
    this.#revisions.set(plan.id, [
      {
        ...plan,
        createdBy: plan.requestedBy,
        revision: 1,
        createdAt: plan.createdAt,
      },
    ]);
    return { planId: plan.id, created: true };
  }

  async find(id: string) {
    return this.plans.get(id);
  }

  async change(change: PlanChange): Promise<boolean> {
    const { id, version, at, transition, revision } = change;
    const plan = this.plans.get(id);
    if (
      !plan ||
      plan.version !== version ||
      (transition && plan.state !== transition.from)
    ) {
      return false;
    }
    const own = this.authorisations.filter(one => one.planId === id);
    const live = own.filter(
      one =>
        one.voidedAt === undefined &&
        !(change.voidBecause !== undefined && one.consumedAt === undefined),
    );
    if (change.authorise && live.length > 0) {
      return false;
    }
    const used =
      change.consume &&
      own.find(
        one =>
          one.id === change.consume!.authorisationId &&
          one.planHash === change.consume!.planHash &&
          one.consumedAt === undefined &&
          one.voidedAt === undefined &&
          one.expiresAt > at,
      );
    if (change.consume && !used) {
      return false;
    }
    if (change.voidBecause !== undefined) {
      for (const one of own) {
        if (one.voidedAt === undefined && one.consumedAt === undefined) {
          one.voidedAt = at;
          one.voidedBecause = change.voidBecause;
        }
      }
    }
    if (change.authorise) {
      this.authorisations.push({ ...change.authorise, planId: id });
    }
    if (used) {
      used.consumedAt = at;
      used.runId = change.consume!.runId;
      this.runs.push({
        id: used.runId,
        planId: id,
        planHash: used.planHash,
        authorisationId: used.id,
        startedAt: at,
      });
    }
    const next = {
      ...plan,
      ...change.set,
      version: version + 1,
      changedAt: at,
    };
    for (const key of change.clear ?? []) {
      delete next[key];
    }
    if (transition) {
      next.state = transition.to;
      this.#transitions.set(id, [
        { ...transition, at },
        ...(this.#transitions.get(id) ?? []),
      ]);
    }
    if (revision) {
      next.content = revision.content;
      next.revision += 1;
      this.#revisions
        .get(id)!
        .push({ ...revision, revision: next.revision, createdAt: at });
    }
    this.plans.set(id, next);
    return true;
  }

  async revisionOf(planId: string, revision: number) {
    return this.#revisions.get(planId)?.find(one => one.revision === revision);
  }

  async revisionsOf(planId: string) {
    return (this.#revisions.get(planId) ?? []).map(one => ({
      revision: one.revision,
      createdBy: one.createdBy,
      createdAt: one.createdAt,
    }));
  }

  async transitionsOf(planId: string) {
    return this.#transitions.get(planId) ?? [];
  }

  async addVote(vote: StoredVote) {
    this.votes.push(vote);
  }

  async authorsOf(planIds: readonly string[]) {
    return planIds.flatMap(planId =>
      (this.#revisions.get(planId) ?? []).map(({ createdBy }) => ({
        planId,
        by: createdBy,
      })),
    );
  }

  async votesOf(planIds: readonly string[], kind: StoredVote['kind']) {
    return this.votes.filter(
      vote => planIds.includes(vote.planId) && vote.kind === kind,
    );
  }

  async countSaid({ planId, by }: { planId: string; by?: string }) {
    return this.votes.filter(vote => vote.planId === planId && vote.by === by)
      .length;
  }

  async authorisationOf(planId: string) {
    const own = this.authorisations.filter(one => one.planId === planId);
    return own.find(one => one.voidedAt === undefined) ?? own.at(-1);
  }

  async addDecision() {}

  async overdue({ now }: { now: number }) {
    return [...this.plans.values()].filter(
      ({ state, expiresAt }) =>
        ['awaiting-approval', 'approved'].includes(state) &&
        expiresAt !== undefined &&
        expiresAt <= now,
    );
  }

  async startable() {
    return [...this.plans.values()].filter(
      ({ state, content }) =>
        state === 'approved' && content.start !== 'when-started',
    );
  }

  async orphanedRuns({ before }: { before: number }) {
    return this.runs.filter(
      run => run.handedOverAt === undefined && run.startedAt < before,
    );
  }

  async markHandedOver(runId: string, at: number) {
    this.runs.find(({ id }) => id === runId)!.handedOverAt = at;
  }

  async list() {
    return [...this.plans.values()];
  }

  async waiting() {
    return [];
  }

  async countWaiting() {
    return 0;
  }

  async countCreatedBy() {
    return 0;
  }

  async takeReminders() {
    return [];
  }

  async forget() {
    return 0;
  }
}
