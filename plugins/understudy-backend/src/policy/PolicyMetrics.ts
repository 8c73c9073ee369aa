import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';
import type { PolicyDecision } from './types';

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

/** What an operator watches of policy. */
export class PolicyMetrics {
  readonly #decisions: MetricsServiceCounter;
  readonly #duration: MetricsServiceHistogram;

  constructor(metrics: MetricsService) {
    this.#decisions = metrics.createCounter('understudy.policy.decisions', {
      description: 'Decisions by their result, and whether policy made them',
    });
    this.#duration = metrics.createHistogram('understudy.policy.duration', {
      description: 'How long a decision takes',
      unit: 's',
      advice: { explicitBucketBoundaries: SECONDS },
    });
  }

  decided(decision: PolicyDecision, startedAt: number): void {
    const { evaluated } = decision;
    this.#decisions.add(1, { decision: decision.decision, evaluated });
    this.#duration.record((performance.now() - startedAt) / 1000, {
      evaluated,
    });
  }
}
