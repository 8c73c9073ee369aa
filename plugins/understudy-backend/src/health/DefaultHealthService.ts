import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  MetricsService,
  MetricsServiceGauge,
} from '@backstage/backend-plugin-api/alpha';
import { toError } from '@backstage/errors';
import {
  healthStatuses,
  worstHealthStatus,
  type HealthCheckResult,
  type HealthReport,
  type HealthStatus,
} from '@understudy/plugin-understudy-common';
import type { HealthCheck } from '@understudy/plugin-understudy-node';
import type { HealthStore } from './HealthStore';
import { runCheck } from './runCheck';
import type { HealthService } from './types';

const FRESH_MS = 5_000;
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

interface Options {
  checks: readonly HealthCheck[];
  store: HealthStore;
  metrics: MetricsService;
  logger: LoggerService;
  now?: () => Date;
}

/** Runs the checks and remembers since when each is as it is. */
export class DefaultHealthService implements HealthService {
  readonly #checks: readonly HealthCheck[];
  readonly #store: HealthStore;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #gauge: MetricsServiceGauge;
  /** What this replica has seen, for when the database does not answer. */
  readonly #seen = new Map<string, { status: HealthStatus; since: Date }>();
  #latest: { at: number; report: Promise<HealthReport> } | undefined;

  static create(options: Options): DefaultHealthService {
    return new DefaultHealthService(options);
  }

  private constructor(options: Options) {
    this.#checks = options.checks;
    this.#store = options.store;
    this.#logger = options.logger;
    this.#now = options.now ?? (() => new Date());
    this.#gauge = options.metrics.createGauge('understudy.health.status', {
      description:
        'The state of each health check: 0 ok, 1 attention, 2 failed',
    });
  }

  /**
   * Everybody who asks within a few seconds gets the same report: a page that
   * many people look at must not become a load of its own.
   */
  async report(): Promise<HealthReport> {
    const at = this.#now().getTime();
    if (!this.#latest || at - this.#latest.at >= FRESH_MS) {
      this.#latest = { at, report: this.#look() };
    }
    return this.#latest.report;
  }

  async observe(): Promise<void> {
    const now = this.#now();
    this.#latest = { at: now.getTime(), report: this.#look() };
    await this.#latest.report;
    await this.#store.forget({
      notSeenSince: new Date(now.getTime() - KEPT_MS),
    });
  }

  async #look(): Promise<HealthReport> {
    const checkedAt = this.#now();
    const observations = await Promise.all(
      this.#checks.map(async check => ({
        check,
        ...(await runCheck({ check, logger: this.#logger })),
      })),
    );
    const since = await this.#remember(
      observations.map(({ check, status, sentence }) => ({
        id: check.id,
        status,
        sentence,
      })),
      checkedAt,
    );
    const checks = observations.map(
      ({ check, status, sentence, action, link }): HealthCheckResult => {
        this.#gauge.record(healthStatuses.indexOf(status), { check: check.id });
        return {
          id: check.id,
          title: check.title,
          status,
          sentence,
          ...(action !== undefined && { action }),
          ...(link !== undefined && { link }),
          stops: check.stops,
          since: since.get(check.id)!.toISOString(),
        };
      },
    );
    return {
      status: worstHealthStatus(checks.map(({ status }) => status)),
      checkedAt: checkedAt.toISOString(),
      checks,
    };
  }

  async #remember(
    states: Array<{ id: string; status: HealthStatus; sentence: string }>,
    seenAt: Date,
  ): Promise<Map<string, Date>> {
    for (const { id, status } of states) {
      if (this.#seen.get(id)?.status !== status) {
        this.#seen.set(id, { status, since: seenAt });
      }
    }
    try {
      const stored = await this.#store.record({ states, seenAt });
      for (const { id, status } of states) {
        const known = stored.get(id);
        if (known?.status === status) {
          this.#seen.set(id, known);
        }
      }
    } catch (error) {
      this.#logger.error('The health states cannot be kept', toError(error));
    }
    return new Map(states.map(({ id }) => [id, this.#seen.get(id)!.since]));
  }
}
