import type {
  MetricsService,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What an operator watches of the requests to clusters. */
export class ClusterMetrics {
  readonly #requests: MetricsServiceHistogram;

  constructor(metrics: MetricsService) {
    this.#requests = metrics.createHistogram('understudy.kubernetes.request', {
      description: 'How long requests to the API of a cluster take',
      unit: 's',
      advice: { explicitBucketBoundaries: SECONDS },
    });
  }

  request(
    startedAt: number,
    attributes: { cluster: string; method: string; outcome: string },
  ): void {
    this.#requests.record((performance.now() - startedAt) / 1000, attributes);
  }
}
