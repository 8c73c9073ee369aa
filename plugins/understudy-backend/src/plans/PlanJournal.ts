import { ConflictError } from '@backstage/errors';
import {
  planTransitions,
  type PlanState,
} from '@understudy/plugin-understudy-common';
import { withCode } from '../http/errorCode';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { LedgerRecorder } from '../ledger/types';
import { planEntry, type PlanEntryWords } from './planEntry';
import type { PlanMetrics } from './PlanMetrics';
import type { Authorisation, PlanChange, PlanStore, StoredPlan } from './types';

/** What is recorded of a plan, and done to it. */
export interface JournalLine extends PlanEntryWords {
  /** Where the plan goes, if it goes anywhere. */
  to?: PlanState;
  set?: PlanChange['set'];
  clear?: PlanChange['clear'];
  revision?: PlanChange['revision'];
  voidBecause?: string;
  /** A reason why a run may start; the entry of this line records it. */
  authorise?: Omit<
    Authorisation,
    'planId' | 'entryId' | 'consumedAt' | 'runId'
  >;
  consume?: PlanChange['consume'];
  /** Waits until the entry stands outside the database, where there is a place for it. */
  anchored?: boolean;
}

/** Changes plans: the ledger first, then the row, and only if nobody was faster. */
export class PlanJournal {
  readonly #store: PlanStore;
  readonly #record: LedgerRecorder;
  readonly #metrics: PlanMetrics | undefined;

  constructor(options: {
    store: PlanStore;
    record: LedgerRecorder;
    metrics?: PlanMetrics;
  }) {
    this.#store = options.store;
    this.#record = options.record;
    this.#metrics = options.metrics;
  }

  /** False where somebody was faster. */
  async write(
    plan: StoredPlan,
    line: JournalLine,
    at: number,
  ): Promise<boolean> {
    const { to, set, revision, authorise } = line;
    if (to !== undefined && !planTransitions[plan.state].includes(to)) {
      throw withCode(
        'plan-state',
        new ConflictError(`A plan that is ${plan.state} cannot become ${to}`),
      );
    }
    const next: StoredPlan = {
      ...plan,
      ...set,
      ...(revision && {
        content: revision.content,
        revision: plan.revision + 1,
      }),
    };
    const { id: entryId } = await this.#record.event(
      planEntry(next, {
        ...line,
        contextTags: {
          ...(to !== undefined && { to }),
          ...(authorise && {
            authorisation: authorise.id,
            kind: authorise.kind,
          }),
          ...line.contextTags,
        },
      }),
      { anchored: line.anchored },
    );
    const done = await this.#store.change({
      id: plan.id,
      version: plan.version,
      at,
      ...(set && { set }),
      ...(line.clear && { clear: line.clear }),
      ...(revision && { revision }),
      ...(line.voidBecause !== undefined && { voidBecause: line.voidBecause }),
      ...(authorise && { authorise: { ...authorise, entryId } }),
      ...(line.consume && { consume: line.consume }),
      ...(to !== undefined && {
        transition: {
          id: newEntryId(at),
          from: plan.state,
          to,
          by: line.actor.onBehalfOf ?? line.actor.id,
          ...(line.reason !== undefined && { sentence: line.reason }),
          entryId,
        },
      }),
    });
    if (done && to !== undefined) {
      this.#metrics?.moved(plan, to, at);
    }
    return done;
  }

  /** Throws where somebody was faster. */
  async change(plan: StoredPlan, line: JournalLine, at: number): Promise<void> {
    if (!(await this.write(plan, line, at))) {
      throw planChanged();
    }
  }
}

/** What somebody reads who was not the first. */
export function planChanged(): Error {
  return withCode(
    'plan-changed',
    new ConflictError(
      'The plan has changed since you looked at it. Look at it again, then decide',
    ),
  );
}
