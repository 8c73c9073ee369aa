import type {
  MetricsService,
  MetricsServiceCounter,
  MetricsServiceGauge,
  MetricsServiceHistogram,
} from '@backstage/backend-plugin-api/alpha';

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** What an operator watches of the ledger. */
export class LedgerMetrics {
  readonly #durable: MetricsServiceHistogram;
  readonly #anchored: MetricsServiceHistogram;
  readonly #refused: MetricsServiceCounter;
  readonly #size: MetricsServiceGauge;
  readonly #pending: MetricsServiceGauge;

  constructor(metrics: MetricsService) {
    const advice = { explicitBucketBoundaries: SECONDS };
    this.#durable = metrics.createHistogram('understudy.ledger.durable', {
      description: 'How long it takes until an entry is durable',
      unit: 's',
      advice,
    });
    this.#anchored = metrics.createHistogram('understudy.ledger.anchored', {
      description:
        'How long it takes until an entry that waits for it is anchored outside',
      unit: 's',
      advice,
    });
    this.#refused = metrics.createCounter('understudy.ledger.refused', {
      description: 'Entries that could not be recorded',
    });
    this.#size = metrics.createGauge('understudy.ledger.size', {
      description: 'How many entries the log has, where they get their index',
    });
    this.#pending = metrics.createGauge('understudy.ledger.pending', {
      description: 'Entries of this process that have no index yet',
    });
  }

  durable(kind: string, startedAt: number): void {
    this.#durable.record((performance.now() - startedAt) / 1000, { kind });
  }

  anchored(startedAt: number): void {
    this.#anchored.record((performance.now() - startedAt) / 1000);
  }

  refused(kind: string): void {
    this.#refused.add(1, { kind });
  }

  state(options: { size: number | undefined; pending: number }): void {
    if (options.size !== undefined) {
      this.#size.record(options.size);
    }
    this.#pending.record(options.pending);
  }
}
