import { Engine } from '../engine/Engine';
import { matchesNode } from '../scheduler/nodeAffinity';
import { Raw } from '../types';
import { canonicalJson } from '../util/json';
import { safeHash } from '../util/random';
import { Controller, keyFor } from './Controller';
import { ensureRevision } from './revisions';
import {
  isActive,
  isAvailable,
  isReady,
  podFromTemplate,
  scaled,
} from './pods';

const DS = 'daemonsets.apps';
const ALWAYS = ['not-ready', 'unreachable'].map(k => ({
  key: `node.kubernetes.io/${k}`,
  operator: 'Exists',
  effect: 'NoExecute',
}));
const ALSO = [
  'disk-pressure',
  'memory-pressure',
  'pid-pressure',
  'unschedulable',
].map(k => ({
  key: `node.kubernetes.io/${k}`,
  operator: 'Exists',
  effect: 'NoSchedule',
}));

/** Keeps one pod on every node that fits. */
export class DaemonSetController extends Controller {
  constructor(engine: Engine) {
    super(engine, 'daemonset-controller');
    this.watchOwn(DS);
    this.watchOwned('pods', 'DaemonSet');
    engine.store.listen('nodes', event => {
      if (event.type !== 'MODIFIED')
        for (const ds of engine.list(DS)) this.enqueue(keyFor(ds));
    });
  }

  protected reconcile(key: string): void {
    const ds = this.read(DS, key);
    if (!ds || ds.metadata.deletionTimestamp) return;
    const hash = safeHash(canonicalJson(ds.spec.template));
    ensureRevision(
      this.engine,
      this.client,
      ds,
      { spec: { template: { ...ds.spec.template, $patch: 'replace' } } },
      hash,
    );
    const nodes = this.client
      .list('nodes')
      .filter(n => matchesNode(ds.spec.template, n) && fits(ds, n));
    const pods = this.owned('pods', ds);
    const nodeOf = (pod: Raw) =>
      pod.spec.nodeName ??
      pod.spec.affinity?.nodeAffinity
        ?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms?.[0]
        ?.matchFields?.[0]?.values?.[0];
    const names = new Set(nodes.map(n => n.metadata.name));
    for (const pod of pods) {
      const stray = !names.has(nodeOf(pod)) || pod.status?.phase === 'Failed';
      if (stray && isActiveOrFailed(pod)) this.client.delete('pods', pod);
    }
    for (const node of nodes) {
      if (pods.some(p => nodeOf(p) === node.metadata.name)) continue;
      const pod = podFromTemplate(
        ds,
        ds.spec.template,
        { generateName: `${ds.metadata.name}-` },
        {
          'controller-revision-hash': hash,
          'pod-template-generation': String(ds.metadata.generation),
        },
      );
      const created = this.client.create('pods', {
        ...pod,
        spec: {
          ...pod.spec,
          nodeName: node.metadata.name,
          affinity: onlyOn(node.metadata.name, pod.spec.affinity),
          tolerations: [...(pod.spec.tolerations ?? []), ...ALWAYS, ...ALSO],
        },
      });
      this.client.event(
        ds,
        'Normal',
        'SuccessfulCreate',
        `Created pod: ${created.metadata.name}`,
      );
    }
    this.#roll(ds, hash, nodes.length);
    this.#report(ds, hash, nodes.length);
  }

  #roll(ds: Raw, hash: string, total: number): void {
    if (ds.spec.updateStrategy.type !== 'RollingUpdate') return;
    const pods = this.owned('pods', ds);
    const unavailable = pods.filter(
      p => !isReady(p) || p.metadata.deletionTimestamp,
    ).length;
    const limit = Math.max(
      1,
      scaled(ds.spec.updateStrategy.rollingUpdate?.maxUnavailable, total, true),
    );
    const old = pods.filter(
      p =>
        isActive(p) && p.metadata.labels?.['controller-revision-hash'] !== hash,
    );
    const broken = old.filter(p => !isReady(p));
    const healthy = old
      .filter(isReady)
      .slice(0, Math.max(0, limit - unavailable));
    for (const pod of [...broken, ...healthy]) this.client.delete('pods', pod);
  }

  #report(ds: Raw, hash: string, desired: number): void {
    const pods = this.owned('pods', ds).filter(isActive);
    const available = pods.filter(p =>
      isAvailable(p, ds.spec.minReadySeconds ?? 0, this.now()),
    ).length;
    this.client.updateStatus(DS, this.read(DS, keyFor(ds)) ?? ds, {
      currentNumberScheduled: pods.length,
      numberMisscheduled: 0,
      desiredNumberScheduled: desired,
      numberReady: pods.filter(isReady).length,
      observedGeneration: ds.metadata.generation,
      updatedNumberScheduled: pods.filter(
        p => p.metadata.labels?.['controller-revision-hash'] === hash,
      ).length,
      numberAvailable: available,
      numberUnavailable: desired - available,
    });
  }
}

/** What binds a pod to its node, in place of what the template says about nodes. */
function onlyOn(name: string, affinity: Raw): Raw {
  return {
    ...affinity,
    nodeAffinity: {
      ...affinity?.nodeAffinity,
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          {
            matchFields: [
              { key: 'metadata.name', operator: 'In', values: [name] },
            ],
          },
        ],
      },
    },
  };
}

function fits(ds: Raw, node: Raw): boolean {
  const tolerations: Raw[] = [
    ...(ds.spec.template.spec.tolerations ?? []),
    ...ALWAYS,
    ...ALSO,
  ];
  return (node.spec?.taints ?? []).every(
    (t: Raw) =>
      t.effect === 'PreferNoSchedule' ||
      tolerations.some(
        x =>
          (!x.key || x.key === t.key) && (!x.effect || x.effect === t.effect),
      ),
  );
}

function isActiveOrFailed(pod: Raw): boolean {
  return !pod.metadata.deletionTimestamp;
}
