import { Engine } from '../engine/Engine';
import { Kubelet } from '../kubelet/Kubelet';
import { podUsage } from '../kubelet/usage';
import { Raw } from '../types';
import { quantityMilli } from '../util/quantity';
import { formatTime } from '../util/time';
import { selectorMatches } from '../validation/selector';
import { Controller, keyFor } from './Controller';
import { isActive, isReady } from './pods';

const HPA = 'horizontalpodautoscalers.autoscaling';
const TARGETS: Record<string, string> = {
  Deployment: 'deployments.apps',
  ReplicaSet: 'replicasets.apps',
  StatefulSet: 'statefulsets.apps',
};
const STABILIZE_MS = 300_000;
const EVERY_MS = 15_000;
const EVERY_PAST_MS = 1_800_000;

/** Reports what autoscalers see and keeps their targets between the bounds. */
export class AutoscalerController extends Controller {
  readonly #kubelet: Kubelet;
  readonly #wanted = new Map<string, { at: number; replicas: number }[]>();
  readonly #since = new Map<string, number>();

  constructor(engine: Engine, kubelet: Kubelet) {
    super(engine, 'horizontal-pod-autoscaler');
    this.#kubelet = kubelet;
    engine.store.listen(
      HPA,
      event => event.type === 'ADDED' && this.enqueue(keyFor(event.object)),
    );
  }

  protected reconcile(key: string): void {
    const hpa = this.read(HPA, key);
    if (!hpa) return;
    this.enqueue(key, this.engine.clock.playsPast ? EVERY_PAST_MS : EVERY_MS);
    const { kind, name } = hpa.spec.scaleTargetRef;
    const target = this.client.get(
      TARGETS[kind] ?? 'deployments.apps',
      hpa.metadata.namespace,
      name,
    );
    const time = formatTime(this.now());
    const condition = (
      type: string,
      ok: boolean,
      reason: string,
      message: string,
    ) => {
      const status = ok ? 'True' : 'False';
      const old = (hpa.status?.conditions ?? []).find(
        (c: Raw) => c.type === type,
      );
      return {
        type,
        status,
        lastTransitionTime:
          old?.status === status ? old.lastTransitionTime : time,
        reason,
        message,
      };
    };
    if (!target) {
      const why = `the HPA controller was unable to get the target's current scale: ${
        TARGETS[kind] ?? kind
      } "${name}" not found`;
      this.client.updateStatus(HPA, hpa, {
        ...hpa.status,
        desiredReplicas: 0,
        currentMetrics: null,
        conditions: [condition('AbleToScale', false, 'FailedGetScale', why)],
      });
      return;
    }
    const current = target.spec.replicas ?? 1;
    const pods = (
      this.engine.list('pods', hpa.metadata.namespace) as Raw[]
    ).filter(
      p =>
        isActive(p) &&
        isReady(p) &&
        selectorMatches(target.spec.selector, p.metadata.labels),
    );
    const metrics = (hpa.spec.metrics ?? [])
      .filter((m: Raw) => m.type === 'Resource')
      .map((m: Raw) => this.#measure(m, pods));
    const ratios = metrics
      .map((m: Raw) => m.ratio)
      .filter((r: number) => r > 0);
    const asked =
      ratios.length > 0
        ? Math.ceil(
            current *
              Math.max(
                ...ratios.map((r: number) => (Math.abs(r - 1) <= 0.1 ? 1 : r)),
              ),
          )
        : current;
    const wanted =
      current === 0
        ? 0
        : Math.min(
            hpa.spec.maxReplicas,
            Math.max(hpa.spec.minReplicas ?? 1, asked),
          );
    const desired = this.#steady(key, wanted, current);
    if (desired !== current) {
      this.client.update(TARGETS[kind], target, {
        ...target,
        spec: { ...target.spec, replicas: desired },
      });
      this.client.event(
        hpa,
        'Normal',
        'SuccessfulRescale',
        `New size: ${desired}; reason: ${
          asked === desired
            ? 'cpu resource utilization (percentage of request) above target'
            : 'Current number of replicas below Spec.MinReplicas'
        }`,
      );
    }
    const limited = asked !== wanted;
    const tooMany = asked > desired;
    const limitReason = tooMany ? 'TooManyReplicas' : 'TooFewReplicas';
    const scaledAt = desired !== current ? time : hpa.status?.lastScaleTime;
    this.client.updateStatus(HPA, hpa, {
      observedGeneration: hpa.metadata.generation,
      ...(scaledAt ? { lastScaleTime: scaledAt } : {}),
      currentReplicas: current,
      desiredReplicas: desired,
      currentMetrics: metrics.map((m: Raw) => m.status),
      conditions: [
        condition(
          'AbleToScale',
          true,
          'ReadyForNewScale',
          'recommended size matches current size',
        ),
        condition(
          'ScalingActive',
          current > 0,
          current > 0 ? 'ValidMetricFound' : 'ScalingDisabled',
          current > 0
            ? 'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)'
            : 'scaling is disabled since the replica count of the target is zero',
        ),
        condition(
          'ScalingLimited',
          limited,
          limited ? limitReason : 'DesiredWithinRange',
          limited
            ? `the desired replica count is ${
                asked > desired
                  ? 'more than the maximum'
                  : 'less than the minimum'
              } replica count`
            : 'the desired count is within the acceptable range',
        ),
      ],
    });
  }

  /** Fewer pods only after fewer were enough for a while. */
  #steady(key: string, wanted: number, current: number): number {
    const now = this.now();
    const seen = (this.#wanted.get(key) ?? []).filter(
      w => w.at > now - STABILIZE_MS,
    );
    const isYoung =
      !this.#since.has(key) || now - this.#since.get(key)! < STABILIZE_MS;
    if (!this.#since.has(key)) this.#since.set(key, now);
    seen.push({ at: now, replicas: wanted });
    this.#wanted.set(key, seen);
    if (wanted >= current) return wanted;
    return isYoung
      ? current
      : Math.min(current, Math.max(...seen.map(w => w.replicas)));
  }

  #measure(metric: Raw, pods: Raw[]): { ratio: number; status: Raw } {
    const { name, target } = metric.resource;
    const used = pods.reduce(
      (n, p) =>
        n +
        quantityMilli(
          podUsage(this.#kubelet, p, this.now())[name as 'cpu' | 'memory'],
        ),
      0,
    );
    const requested = pods.reduce(
      (n, p) =>
        n +
        p.spec.containers.reduce(
          (m: number, c: Raw) =>
            m + quantityMilli(c.resources?.requests?.[name]),
          0,
        ),
      0,
    );
    const utilization =
      requested > 0 ? Math.round((used / requested) * 100) : undefined;
    const average = pods.length > 0 ? Math.ceil(used / pods.length) : 0;
    const averageValue =
      name === 'cpu' ? `${average}m` : `${Math.ceil(average / 1000)}`;
    let ratio = 0;
    if (target.averageUtilization && utilization !== undefined) {
      ratio = utilization / target.averageUtilization;
    } else if (target.averageValue && average) {
      ratio = average / quantityMilli(target.averageValue);
    }
    return {
      ratio,
      status: {
        type: 'Resource',
        resource: {
          name,
          current: {
            ...(utilization !== undefined
              ? { averageUtilization: utilization }
              : {}),
            averageValue,
          },
        },
      },
    };
  }
}
