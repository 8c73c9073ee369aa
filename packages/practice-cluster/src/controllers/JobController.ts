import { Engine } from '../engine/Engine';
import { Raw } from '../types';
import { formatTime } from '../util/time';
import { Controller, keyFor } from './Controller';
import {
  freeIndexes,
  indexedPod,
  showIndexes,
  succeededIndexes,
} from './indexedPods';
import { isActive, isReady, podFromTemplate } from './pods';

const JOBS = 'jobs.batch';

function isSuspended(job: Raw): boolean {
  return (job.status?.conditions ?? []).some(
    (c: Raw) => c.type === 'Suspended' && c.status === 'True',
  );
}

/** Runs pods until a Job is complete or has failed too often. */
export class JobController extends Controller {
  constructor(engine: Engine) {
    super(engine, 'job-controller');
    this.watchOwn(JOBS);
    this.watchOwned('pods', 'Job');
  }

  protected reconcile(key: string): void {
    const job = this.read(JOBS, key);
    if (!job || job.metadata.deletionTimestamp) return;
    const finished = (job.status?.conditions ?? []).some(
      (c: Raw) =>
        ['Complete', 'Failed'].includes(c.type) && c.status === 'True',
    );
    if (finished) {
      this.#expire(job);
      return;
    }
    const { spec } = job;
    const pods = this.owned('pods', job);
    const succeeded = pods.filter(p => p.status?.phase === 'Succeeded').length;
    const failed = pods.filter(p => p.status?.phase === 'Failed').length;
    const active = pods.filter(isActive);
    const status: Raw = {
      ...job.status,
      startTime:
        job.status?.startTime ??
        (spec.suspend ? undefined : formatTime(this.now())),
      active: active.length,
      succeeded,
      failed,
      ready: active.filter(isReady).length,
      terminating: pods.filter(p => p.metadata.deletionTimestamp).length,
      uncountedTerminatedPods: {},
    };
    const restarts = active.reduce(
      (n, p) =>
        n +
        (p.status?.containerStatuses ?? []).reduce(
          (m: number, c: Raw) => m + (c.restartCount ?? 0),
          0,
        ),
      0,
    );
    const deadline =
      spec.activeDeadlineSeconds && status.startTime
        ? Date.parse(status.startTime) + spec.activeDeadlineSeconds * 1000
        : Infinity;
    if (spec.completionMode === 'Indexed')
      status.completedIndexes =
        showIndexes(succeededIndexes(pods)) || undefined;
    const wanted = spec.completions ?? 1;
    if (succeeded >= wanted) {
      this.#finish(
        job,
        status,
        active,
        'Complete',
        'CompletionsReached',
        'Reached expected number of succeeded pods',
      );
      return;
    }
    if (
      failed > spec.backoffLimit ||
      (spec.template.spec.restartPolicy === 'OnFailure' &&
        restarts > spec.backoffLimit)
    ) {
      this.#finish(
        job,
        status,
        active,
        'Failed',
        'BackoffLimitExceeded',
        'Job has reached the specified backoff limit',
      );
      return;
    }
    if (this.now() >= deadline) {
      this.#finish(
        job,
        status,
        active,
        'Failed',
        'DeadlineExceeded',
        'Job was active longer than specified deadline',
      );
      return;
    }
    if (deadline !== Infinity) this.enqueue(key, deadline - this.now() + 50);
    if (spec.suspend) {
      active.forEach(p => this.client.delete('pods', p));
      status.conditions = [this.#suspended(job, true)];
      delete status.startTime;
    } else {
      if (isSuspended(job)) status.conditions = [this.#suspended(job, false)];
      this.#start(
        job,
        active.length,
        Math.min(spec.parallelism ?? 1, wanted - succeeded),
        failed,
        pods,
      );
    }
    status.active = this.owned('pods', job).filter(isActive).length;
    this.client.updateStatus(JOBS, job, status);
  }

  #start(
    job: Raw,
    active: number,
    wanted: number,
    failed: number,
    pods: Raw[],
  ): void {
    if (active >= wanted) return;
    const last = Math.max(
      0,
      ...pods
        .filter(p => p.status?.phase === 'Failed')
        .map(p =>
          Date.parse(
            p.status.containerStatuses?.[0]?.state?.terminated?.finishedAt ??
              p.metadata.creationTimestamp,
          ),
        ),
    );
    const wait =
      failed > 0
        ? last + Math.min(10_000 * 2 ** (failed - 1), 360_000) - this.now()
        : 0;
    if (wait > 0) {
      this.enqueue(keyFor(job), wait + 50);
      return;
    }
    const free = freeIndexes(job, pods);
    for (let i = active; i < wanted; i++) {
      const index = free.shift();
      const pod = this.client.create(
        'pods',
        index === undefined
          ? podFromTemplate(job, job.spec.template, {
              generateName: `${job.metadata.name}-`,
            })
          : indexedPod(job, index),
      );
      this.client.event(
        job,
        'Normal',
        'SuccessfulCreate',
        `Created pod: ${pod.metadata.name}`,
      );
    }
  }

  #suspended(job: Raw, yes: boolean): Raw {
    const status = yes ? 'True' : 'False';
    const old = (job.status?.conditions ?? []).find(
      (c: Raw) => c.type === 'Suspended' && c.status === status,
    );
    const time = formatTime(this.now());
    return (
      old ?? {
        type: 'Suspended',
        status,
        lastProbeTime: time,
        lastTransitionTime: time,
        reason: yes ? 'JobSuspended' : 'JobResumed',
        message: yes ? 'Job suspended' : 'Job resumed',
      }
    );
  }

  #finish(
    job: Raw,
    status: Raw,
    active: Raw[],
    type: string,
    reason: string,
    message: string,
  ): void {
    active.forEach(p => this.client.delete('pods', p));
    const time = formatTime(this.now());
    const condition = (t: string) => ({
      type: t,
      status: 'True',
      lastProbeTime: time,
      lastTransitionTime: time,
      reason,
      message,
    });
    const first = type === 'Complete' ? 'SuccessCriteriaMet' : 'FailureTarget';
    this.client.updateStatus(JOBS, job, {
      ...status,
      active: 0,
      ready: 0,
      ...(type === 'Complete' ? { completionTime: time } : {}),
      conditions: [
        ...(job.status?.conditions ?? []),
        condition(first),
        condition(type),
      ],
    });
    if (type === 'Complete')
      this.client.event(job, 'Normal', 'Completed', 'Job completed');
    else this.client.event(job, 'Warning', reason, message);
  }

  #expire(job: Raw): void {
    const ttl = job.spec.ttlSecondsAfterFinished;
    if (ttl === undefined) return;
    const end = Date.parse(
      job.status.completionTime ??
        job.status.conditions.find((c: Raw) => c.type === 'Failed')
          ?.lastTransitionTime,
    );
    if (end + ttl * 1000 <= this.now()) this.client.delete(JOBS, job);
    else this.enqueue(keyFor(job), end + ttl * 1000 - this.now() + 50);
  }
}
