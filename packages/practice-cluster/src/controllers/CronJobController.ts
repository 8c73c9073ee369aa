import { Engine } from '../engine/Engine';
import { controllerRef } from '../engine/SystemClient';
import { Raw } from '../types';
import { formatTime } from '../util/time';
import { Controller } from './Controller';
import { nextRun } from './cron';

const CRON = 'cronjobs.batch';
const JOBS = 'jobs.batch';

/** Starts Jobs by the clock and keeps the last few. */
export class CronJobController extends Controller {
  readonly #due = new Map<string, number>();

  constructor(engine: Engine) {
    super(engine, 'cronjob-controller');
    this.watchOwn(CRON);
    this.watchOwned(JOBS, 'CronJob');
  }

  protected reconcile(key: string): void {
    const cron = this.read(CRON, key);
    if (!cron || cron.metadata.deletionTimestamp) return;
    const now = this.now();
    const last = Date.parse(
      cron.status?.lastScheduleTime ?? cron.metadata.creationTimestamp,
    );
    let scheduled: number | undefined;
    for (
      let at = nextRun(cron.spec.schedule, last);
      at !== undefined && at <= now;
      at = nextRun(cron.spec.schedule, at)
    )
      scheduled = at;
    const status: Raw = { ...cron.status };
    const tooLate =
      cron.spec.startingDeadlineSeconds !== undefined &&
      scheduled !== undefined &&
      now - scheduled > cron.spec.startingDeadlineSeconds * 1000;
    if (scheduled !== undefined && !cron.spec.suspend && !tooLate) {
      if (this.#start(cron, scheduled))
        status.lastScheduleTime = formatTime(scheduled);
    }
    const jobs = this.owned(JOBS, cron);
    const done = (j: Raw, type: string) =>
      (j.status?.conditions ?? []).some(
        (c: Raw) => c.type === type && c.status === 'True',
      );
    this.#trim(
      jobs.filter(j => done(j, 'Complete')),
      cron.spec.successfulJobsHistoryLimit,
    );
    this.#trim(
      jobs.filter(j => done(j, 'Failed')),
      cron.spec.failedJobsHistoryLimit,
    );
    const active = jobs.filter(j => !done(j, 'Complete') && !done(j, 'Failed'));
    status.active = active.map(j => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      name: j.metadata.name,
      namespace: j.metadata.namespace,
      uid: j.metadata.uid,
      resourceVersion: j.metadata.resourceVersion,
    }));
    const successes = jobs
      .filter(j => done(j, 'Complete'))
      .map(j => j.status.completionTime)
      .sort();
    if (successes.length > 0)
      status.lastSuccessfulTime = successes[successes.length - 1];
    this.client.updateStatus(CRON, cron, status);
    const next = nextRun(cron.spec.schedule, now);
    if (next !== undefined && this.#due.get(key) !== next) {
      this.#due.set(key, next);
      // A schedule names times of the clock: they come no sooner where the rest goes faster.
      this.engine.clock.at(next + 20, () => this.enqueue(key));
    }
  }

  #start(cron: Raw, at: number): boolean {
    const running = this.owned(JOBS, cron).filter(
      j =>
        !(j.status?.conditions ?? []).some((c: Raw) =>
          ['Complete', 'Failed'].includes(c.type),
        ),
    );
    if (running.length > 0 && cron.spec.concurrencyPolicy === 'Forbid') {
      this.client.event(
        cron,
        'Normal',
        'JobAlreadyActive',
        'Not starting job because prior execution is running and concurrency policy is Forbid',
      );
      return true;
    }
    if (cron.spec.concurrencyPolicy === 'Replace')
      running.forEach(j => this.client.delete(JOBS, j));
    const name = `${cron.metadata.name}-${Math.floor(at / 60_000)}`;
    if (this.client.get(JOBS, cron.metadata.namespace, name)) return false;
    const { metadata = {}, spec } = cron.spec.jobTemplate;
    this.client.create(JOBS, {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        ...metadata,
        name,
        namespace: cron.metadata.namespace,
        annotations: {
          ...metadata.annotations,
          'batch.kubernetes.io/cronjob-scheduled-timestamp': formatTime(at),
        },
        ownerReferences: [controllerRef(cron)],
      },
      spec,
    });
    this.client.event(
      cron,
      'Normal',
      'SuccessfulCreate',
      `Created job ${name}`,
    );
    return true;
  }

  #trim(jobs: Raw[], limit: number): void {
    const sorted = [...jobs].sort((a, b) =>
      a.metadata.creationTimestamp < b.metadata.creationTimestamp ? -1 : 1,
    );
    for (const job of sorted.slice(0, Math.max(0, sorted.length - limit)))
      this.client.delete(JOBS, job);
  }
}
