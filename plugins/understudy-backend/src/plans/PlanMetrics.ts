import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import type { PlanState } from '@understudy/plugin-understudy-common';
import type { StoredPlan } from './types';

const SECONDS = [1, 5, 15, 30, 60, 120, 300, 900, 3600, 14400, 86400];

/** How plans move, and how people decide about them. */
export class PlanMetrics {
  readonly #transitions: MetricsServiceCounter;
  readonly #deciding: MetricsServiceHistogram;
  readonly #votes: MetricsServiceCounter;

  constructor(metrics: MetricsService) {
    this.#transitions = metrics.createCounter('understudy.plan.transitions', {
      description: 'How often plans went from one state to another',
    });
    this.#deciding = metrics.createHistogram('understudy.approval.duration', {
      description: 'From the request for approval to the last answer needed',
      unit: 's',
      advice: { explicitBucketBoundaries: SECONDS },
    });
    this.#votes = metrics.createCounter('understudy.approval.votes', {
      description:
        'What people said about plans, and whether they opened the difference before',
    });
  }

  moved(plan: StoredPlan, to: PlanState, at: number): void {
    const lane = plan.decision?.lane ?? 'none';
    this.#transitions.add(1, { from: plan.state, to, lane });
    if (
      plan.state === 'awaiting-approval' &&
      (to === 'approved' || to === 'denied') &&
      plan.requestedAt !== undefined
    ) {
      this.#deciding.record((at - plan.requestedAt) / 1000, { lane, to });
    }
  }

  voted(decision: string, openedDifference: boolean): void {
    this.#votes.add(1, { decision, openedDifference });
  }
}
