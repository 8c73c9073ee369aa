// @ts-check
import assert from 'node:assert/strict';
import { area } from '../support/area.mjs';
import {
  budget,
  configMap,
  cronJob,
  daemonSet,
  deployment,
  job,
  pod,
  replicaSet,
  service,
  statefulSet,
  template,
} from '../support/objects.mjs';

/** @typedef {import('../support/Trial.mjs').Trial} Trial */
/** @typedef {Record<string, any>} Raw */

/** @param {any} b */
const conditions = b =>
  (b.status.conditions ?? [])
    .map((/** @type {any} */ c) => [c.type, c.status, c.reason ?? ''])
    .sort();

/** A pod that runs. @param {Trial} t @param {string} name @param {Raw} [labels] */
async function running(t, name, labels) {
  await t.post(t.at('pods'), pod(name, {}, {}, labels ? { labels } : {}), {
    quiet: true,
  });
  return t.until(t.at('pods', name), ready);
}

/** @param {any} b */
const ready = b =>
  b.status?.conditions?.some(
    (/** @type {any} */ c) => c.type === 'Ready' && c.status === 'True',
  );

/** A Deployment whose rollout is over. @param {Trial} t @param {string} name @param {Raw} [spec] */
async function rolledOut(t, name, spec) {
  await t.post(t.at('deployments'), deployment(name, spec), { quiet: true });
  return t.until(t.at('deployments', name), settled);
}

/** @param {any} b */
const settled = b =>
  b.status?.observedGeneration === b.metadata?.generation &&
  b.status.updatedReplicas === b.spec.replicas &&
  b.status.replicas === b.spec.replicas &&
  b.status.availableReplicas === b.spec.replicas;

/** What a rollout left, without counters of another version. @param {any} b */
const rollout = b => {
  const { conditions: _, terminatingReplicas: __, ...counters } = b.status;
  return {
    counters,
    conditions: conditions(b),
    generation: b.metadata.generation,
    revision: b.metadata.annotations?.['deployment.kubernetes.io/revision'],
  };
};

/** @param {any} b */
const bySize = b =>
  b.items
    .map((/** @type {any} */ i) => [
      i.metadata.annotations['deployment.kubernetes.io/revision'],
      i.spec.replicas,
      i.spec.template.spec.containers[0].image,
      i.metadata.ownerReferences[0].kind,
      i.metadata.annotations,
    ])
    .sort();

/** @param {string} image */
const withImage = image => ({
  spec: { template: { spec: { containers: [{ name: 'main', image }] } } },
});

export const pods = area('pod', {
  'defaults of a small pod': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod(
        'p',
        {},
        { nodeSelector: { no: 'where' }, automountServiceAccountToken: false },
      ),
    );
  },
  'defaults of a large pod': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod(
        'p',
        {
          image: 'registry.example/app:latest',
          ports: [{ containerPort: 80 }],
          env: [
            {
              name: 'A',
              valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
            },
          ],
          livenessProbe: { httpGet: { path: '/', port: 80 } },
          readinessProbe: { tcpSocket: { port: 80 } },
          startupProbe: { exec: { command: ['true'] } },
          resources: { limits: { cpu: '1', memory: '1Gi' } },
          lifecycle: { preStop: { httpGet: { port: 80 } } },
        },
        {
          nodeSelector: { no: 'where' },
          automountServiceAccountToken: false,
          initContainers: [{ name: 'init', image: 'busybox' }],
          volumes: [
            { name: 'a', configMap: { name: 'x' } },
            { name: 'b', secret: { secretName: 'x' } },
            { name: 'c', emptyDir: {} },
            { name: 'd', hostPath: { path: '/x' } },
            {
              name: 'e',
              downwardAPI: {
                items: [
                  { path: 'x', fieldRef: { fieldPath: 'metadata.labels' } },
                ],
              },
            },
          ],
        },
      ),
    );
  },
  'is scheduled, runs and is ready': async t => {
    await t.namespace();
    await running(t, 'p');
    await t.get(t.at('pods', 'p'), {
      pick: b => ({
        phase: b.status.phase, // A kubelet tells one condition more than the one that stands in for it.
        conditions: conditions(b)
          .map((/** @type {any} */ c) => c.slice(0, 2))
          .filter(
            (/** @type {any} */ c) => c[0] !== 'PodReadyToStartContainers',
          ),
        qos: b.status.qosClass,
        containers: b.status.containerStatuses.map((/** @type {any} */ c) => [
          c.name,
          c.ready,
          c.restartCount,
          Object.keys(c.state),
          c.image,
        ]),
        node: Boolean(b.spec.nodeName),
        ip: Boolean(b.status.podIP),
        host: Boolean(b.status.hostIP),
        started: Boolean(b.status.startTime),
      }),
    });
    await t.until(`${t.at('events')}?fieldSelector=involvedObject.name=p`, b =>
      b.items.some((/** @type {any} */ e) => e.reason === 'Scheduled'),
    );
    await t.get(
      `${t.at('events')}?fieldSelector=involvedObject.name=p,reason=Scheduled`,
      {
        pick: b =>
          b.items.map((/** @type {any} */ e) => [
            e.type,
            e.reason,
            e.message.replace(/node-\d/, 'NODE'),
            e.reportingComponent,
            e.source,
            e.involvedObject.kind,
            e.count ?? 0,
          ]),
      },
    );
  },
  'cannot be scheduled': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod('p', { resources: { requests: { cpu: '900' } } }),
      { quiet: true },
    );
    await t.until(t.at('pods', 'p'), b => b.status?.conditions?.length > 0);
    await t.get(t.at('pods', 'p'), {
      pick: b => [b.status.phase, conditions(b)],
    });
    await t.until(
      `${t.at('events')}?fieldSelector=involvedObject.name=p`,
      b => b.items.length > 0,
    );
    await t.get(`${t.at('events')}?fieldSelector=involvedObject.name=p`, {
      pick: b => [
        b.items[0].type,
        b.items[0].reason,
        b.items[0].reportingComponent,
      ],
    });
  },
  'quality of service': async t => {
    await t.namespace();
    const where = { nodeSelector: { no: 'where' } };
    for (const [name, resources] of Object.entries({
      none: {},
      some: { requests: { cpu: '1' } },
      all: { limits: { cpu: '1', memory: '1Gi' } },
      half: { limits: { memory: '1Gi' } },
    })) {
      await t.post(t.at('pods'), pod(name, { resources }, where), {
        pick: b => [
          b.status.qosClass,
          b.spec.containers[0].resources,
          b.spec.priority,
          b.spec.preemptionPolicy,
        ],
      });
    }
  },
  'with a priority class': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod('p', {}, { priorityClassName: 'none-such' }),
      { expect: 403 },
    );
    await t.post(t.at('pods'), pod('p', {}, { priority: 5 }), { expect: 403 });
    await t.post(
      t.at('pods'),
      pod('p', {}, { serviceAccountName: 'none-such' }),
      { expect: 403 },
    );
  },
  'ends with grace': async t => {
    await t.namespace();
    await running(t, 'p');
    const { body } = await t.delete(t.at('pods', 'p'), undefined, {
      pick: b => [
        b.kind,
        Boolean(b.metadata.deletionTimestamp),
        b.metadata.deletionGracePeriodSeconds,
        b.metadata.generation,
      ],
    });
    assert.equal(body.kind, 'Pod');
    await t.until(t.at('pods', 'p'), b => b.code === 404);
  },
  'ends at once': async t => {
    await t.namespace();
    await running(t, 'p');
    await t.delete(`${t.at('pods', 'p')}?gracePeriodSeconds=0`, undefined, {
      pick: b => [b.kind, b.metadata.deletionGracePeriodSeconds],
    });
    await t.get(t.at('pods', 'p'), { expect: 404 });
  },
  'is bound by hand': async t => {
    await t.namespace();
    await t.post(t.at('pods'), pod('p', {}, { schedulerName: 'nobody' }), {
      quiet: true,
    });
    await t.post(
      t.at('pods', 'p', 'binding'),
      {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name: 'p' },
        target: { kind: 'Node', name: 'node-1' },
      },
      { expect: 201 },
    );
    await t.get(t.at('pods', 'p'), { pick: b => b.spec.nodeName });
    await t.post(
      t.at('pods', 'p', 'binding'),
      {
        apiVersion: 'v1',
        kind: 'Binding',
        metadata: { name: 'p' },
        target: { kind: 'Node', name: 'node-2' },
      },
      { expect: 409 },
    );
  },
  'a table of pods': async t => {
    await t.namespace();
    await running(t, 'p');
    await t.get(`${t.at('pods')}`, {
      headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
      pick: b => [
        b.columnDefinitions.map((/** @type {any} */ c) => [
          c.name,
          c.type,
          c.priority,
          c.description,
        ]),
        b.rows.map((/** @type {any} */ r) => [
          r.cells.slice(0, 4),
          r.cells.slice(7),
        ]),
      ],
    });
  },
  'logs that cannot be read': async t => {
    await t.namespace();
    await t.get(t.at('pods', 'none', 'log'), { expect: 404 });
    await t.post(
      t.at('pods'),
      pod(
        'p',
        {},
        {
          nodeSelector: { no: 'where' },
          containers: [
            { name: 'a', image: 'x' },
            { name: 'b', image: 'x' },
          ],
          initContainers: [{ name: 'i', image: 'x' }],
        },
      ),
      { quiet: true },
    );
    await t.get(t.at('pods', 'p', 'log'), { expect: 400 });
    await t.get(`${t.at('pods', 'p', 'log')}?container=c`, { expect: 400 });
    await t.get(`${t.at('pods', 'p', 'log')}?container=a`, { expect: 0 });
    await t.get(`${t.at('pods', 'p', 'log')}?container=a&tailLines=-1`, {
      expect: 422,
    });
    await t.get(`${t.at('pods', 'p', 'log')}?container=a&sinceSeconds=0`, {
      expect: 422,
    });
    await t.get(
      `${t.at(
        'pods',
        'p',
        'log',
      )}?container=a&sinceSeconds=5&sinceTime=2024-01-01T00:00:00Z`,
      { expect: 422 },
    );
    await t.get(`${t.at('pods', 'p', 'log')}?container=a&limitBytes=0`, {
      expect: 422,
    });
    await t.get(`${t.at('pods', 'p', 'log')}?container=a&tailLines=x`, {
      expect: 400,
    });
    await t.get(`${t.at('pods', 'p', 'log')}?container=a&stream=Nowhere`, {
      expect: 0,
    });
  },
  'logs are plain lines, the last few on request': async t => {
    await t.namespace();
    await running(t, 'p');
    const { text, headers } = await t.get(
      `${t.at('pods', 'p', 'log')}?tailLines=2`,
      { pick: () => undefined },
    );
    assert.match(String(headers['content-type']), /^text\/plain/);
    t.see('at most two lines', text.split('\n').filter(Boolean).length <= 2);
    const { text: stamped } = await t.get(
      `${t.at('pods', 'p', 'log')}?tailLines=1&timestamps=true`,
      { pick: () => undefined },
    );
    t.see(
      'begins with a time',
      stamped === '' || /^\d{4}-\d\d-\d\dT/.test(stamped),
    );
  },
  'exec that cannot begin': async t => {
    await t.namespace();
    await t.get(`${t.at('pods', 'none', 'exec')}?command=true&stdout=true`, {
      expect: 0,
    });
    await t.post(
      t.at('pods'),
      pod('p', {}, { nodeSelector: { no: 'where' } }),
      { quiet: true },
    );
    await t.post(
      `${t.at('pods', 'p', 'exec')}?command=true&stdout=true`,
      undefined,
      { expect: 0 },
    );
    await t.post(
      `${t.at('pods', 'p', 'exec')}?command=true&stdout=true&container=other`,
      undefined,
      { expect: 400 },
    );
    await t.post(`${t.at('pods', 'p', 'exec')}?stdout=true`, undefined, {
      expect: 0,
    });
  },
  'status is a subresource': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod('p', {}, { nodeSelector: { no: 'where' } }),
      { quiet: true },
    );
    await t.patch(
      'merge',
      t.at('pods', 'p', 'status'),
      {
        status: { reason: 'ByHand' },
        metadata: { labels: { a: 'b' } },
        spec: { hostname: 'x' },
      },
      { pick: b => [b.status.reason, b.metadata.labels, b.spec.hostname] },
    );
    await t.patch(
      'merge',
      t.at('pods', 'p'),
      { status: { reason: 'Other' } },
      { pick: b => b.status.reason },
    );
    await t.patch(
      'strategic',
      t.at('pods', 'p', 'status'),
      { status: { conditions: [{ type: 'Mine', status: 'True' }] } },
      {
        pick: b =>
          b.status.conditions.filter(
            (/** @type {any} */ c) => c.type === 'Mine',
          ),
      },
    );
  },
});

/** @param {string} name @param {Raw} [deleteOptions] */
const eviction = (name, deleteOptions) => ({
  apiVersion: 'policy/v1',
  kind: 'Eviction',
  metadata: { name },
  ...(deleteOptions ? { deleteOptions } : {}),
});

/** A budget whose controller has counted. @param {Trial} t @param {string} name @param {Raw} spec */
async function counted(t, name, spec) {
  await t.post(t.at('poddisruptionbudgets'), budget(name, spec), {
    quiet: true,
  });
  return t.until(
    t.at('poddisruptionbudgets', name),
    b => b.status?.observedGeneration === 1 && b.status.currentHealthy > 0,
  );
}

export const evictions = area('eviction', {
  'of a pod that nothing protects': async t => {
    await t.namespace();
    await running(t, 'p');
    await t.post(t.at('pods', 'p', 'eviction'), eviction('p'), { expect: 201 });
    await t.until(t.at('pods', 'p'), b => b.code === 404);
    await t.post(t.at('pods', 'p', 'eviction'), eviction('p'), { expect: 404 });
  },
  'that a budget forbids': async t => {
    await t.namespace();
    await running(t, 'p', { app: 'x' });
    await counted(t, 'keep', {
      minAvailable: 1,
      selector: { matchLabels: { app: 'x' } },
    });
    const { body } = await t.post(
      t.at('pods', 'p', 'eviction'),
      eviction('p'),
      { expect: 429 },
    );
    assert.equal(body.details.causes[0].reason, 'DisruptionBudget');
    await t.get(t.at('pods', 'p'), {
      pick: b => [b.status.phase, b.metadata.deletionTimestamp ?? 'stays'],
    });
    await t.get(t.at('poddisruptionbudgets', 'keep'), {
      pick: b => ({ ...b.status, conditions: conditions(b) }),
    });
  },
  'that a budget allows once': async t => {
    await t.namespace();
    await running(t, 'p', { app: 'x' });
    await running(t, 'q', { app: 'x' });
    await counted(t, 'keep', {
      minAvailable: 1,
      selector: { matchLabels: { app: 'x' } },
    });
    await t.until(
      t.at('poddisruptionbudgets', 'keep'),
      b => b.status.disruptionsAllowed === 1,
    );
    await t.post(t.at('pods', 'p', 'eviction'), eviction('p'), { expect: 201 });
    await t.post(t.at('pods', 'q', 'eviction'), eviction('q'), {
      expect: 429,
      pick: b => [
        b.code,
        b.reason,
        b.message,
        b.details.causes.map((/** @type {any} */ c) => c.reason),
      ],
    });
    await t.until(
      t.at('poddisruptionbudgets', 'keep'),
      b =>
        b.status.currentHealthy === 1 &&
        Object.keys(b.status.disruptedPods ?? {}).length === 0,
    );
    await t.post(t.at('pods', 'q', 'eviction'), eviction('q'), { expect: 429 });
  },
  'that two budgets claim': async t => {
    await t.namespace();
    await running(t, 'p', { app: 'x' });
    await counted(t, 'one', {
      minAvailable: 0,
      selector: { matchLabels: { app: 'x' } },
    });
    await counted(t, 'two', {
      minAvailable: 0,
      selector: { matchLabels: { app: 'x' } },
    });
    const { body } = await t.post(
      t.at('pods', 'p', 'eviction'),
      eviction('p'),
      { expect: 500 },
    );
    assert.match(body.message, /more than one PodDisruptionBudget/);
  },
  'of a pod that is not running yet': async t => {
    await t.namespace();
    await t.post(
      t.at('pods'),
      pod('p', {}, { nodeSelector: { no: 'where' } }, { labels: { app: 'x' } }),
      { quiet: true },
    );
    await t.post(
      t.at('poddisruptionbudgets'),
      budget('keep', {
        minAvailable: 1,
        selector: { matchLabels: { app: 'x' } },
      }),
      { quiet: true },
    );
    await t.post(t.at('pods', 'p', 'eviction'), eviction('p'), { expect: 201 });
  },
  'by a budget in per cent and by at most': async t => {
    await t.namespace();
    await rolledOut(t, 'web', { replicas: 3 });
    await counted(t, 'keep', {
      maxUnavailable: '34%',
      selector: { matchLabels: { app: 'web' } },
    });
    await t.get(t.at('poddisruptionbudgets', 'keep'), {
      pick: b => ({ ...b.status, conditions: conditions(b) }),
    });
    await t.patch(
      'merge',
      t.at('poddisruptionbudgets', 'keep'),
      { spec: { maxUnavailable: 0 } },
      { quiet: true },
    );
    await t.until(
      t.at('poddisruptionbudgets', 'keep'),
      b => b.status.observedGeneration === 2,
    );
    await t.get(t.at('poddisruptionbudgets', 'keep'), {
      pick: b => ({ ...b.status, conditions: conditions(b) }),
    });
  },
  'in words that are wrong': async t => {
    await t.namespace();
    await running(t, 'p');
    await t.post(t.at('pods', 'p', 'eviction'), eviction('other'), {
      expect: 400,
    });
    await t.post(
      t.at('pods', 'p', 'eviction'),
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } },
      { expect: 400 },
    );
    await t.post(
      t.at('pods', 'p', 'eviction'),
      { ...eviction('p'), apiVersion: 'policy/v9' },
      { expect: 0 },
    );
    await t.post(
      t.at('pods', 'p', 'eviction'),
      eviction('p', { preconditions: { resourceVersion: '1' } }),
      {
        expect: 409,
        pick: b => ({ ...b, message: b.message.replaceAll(/\b\d+\b/g, 'N') }),
      },
    );
    await t.get(t.at('pods', 'p', 'eviction'), { expect: 405 });
    await t.get(t.at('pods', 'p'), {
      expect: 0,
      pick: b => b.status.phase ?? b.code,
    });
  },
});

export const controllers = area('controller', {
  'a Deployment rolls out': async t => {
    await t.namespace();
    await rolledOut(t, 'web');
    await t.get(t.at('deployments', 'web'), { pick: rollout });
    await t.get(t.at('replicasets'), { pick: bySize });
    await t.get(t.at('pods'), {
      pick: b =>
        b.items.map((/** @type {any} */ i) => [
          i.metadata.generateName,
          i.metadata.labels,
          i.metadata.ownerReferences,
          i.status.phase,
        ]),
    });
  },
  'a Deployment shows its messages and events': async t => {
    await t.namespace();
    await rolledOut(t, 'web');
    await t.get(t.at('deployments', 'web'), {
      pick: b =>
        b.status.conditions
          .map((/** @type {any} */ c) => [c.type, c.message])
          .sort(),
    });
    await t.get(t.at('replicasets'), { quiet: true });
    await t.until(
      `${t.at('events')}?fieldSelector=involvedObject.kind=Deployment`,
      b => b.items.length > 0,
    );
    await t.get(
      `${t.at('events')}?fieldSelector=involvedObject.kind=Deployment`,
      {
        pick: b =>
          b.items.map((/** @type {any} */ e) => [
            e.type,
            e.reason,
            e.message,
            e.source,
            e.count,
          ]),
      },
    );
    await t.get(
      `${t.at('events')}?fieldSelector=involvedObject.kind=ReplicaSet`,
      {
        pick: b =>
          b.items.map((/** @type {any} */ e) => [
            e.type,
            e.reason,
            e.message.replace(/: .*/, ''),
            e.source,
          ]),
      },
    );
  },
  'a new template rolls and keeps its history': async t => {
    await t.namespace();
    await rolledOut(t, 'web');
    await t.patch(
      'strategic',
      t.at('deployments', 'web'),
      withImage('nginx:2'),
      { quiet: true },
    );
    await t.until(t.at('deployments', 'web'), settled);
    await t.get(t.at('deployments', 'web'), { pick: rollout });
    await t.until(t.at('replicasets'), b =>
      b.items.some(
        (/** @type {any} */ i) =>
          i.spec.replicas === 0 && i.status.replicas === 0,
      ),
    );
    await t.get(t.at('replicasets'), { pick: bySize });
  },
  'a rollback reuses its ReplicaSet': async t => {
    await t.namespace();
    await rolledOut(t, 'web');
    for (const image of ['nginx:2', 'nginx:1']) {
      await t.patch('strategic', t.at('deployments', 'web'), withImage(image), {
        quiet: true,
      });
      await t.until(t.at('deployments', 'web'), settled);
    }
    await t.until(t.at('replicasets'), b =>
      b.items.some(
        (/** @type {any} */ i) =>
          i.spec.replicas === 0 && i.status.replicas === 0,
      ),
    );
    await t.get(t.at('replicasets'), { pick: bySize });
    await t.get(t.at('deployments', 'web'), { pick: rollout });
  },
  'a paused Deployment waits': async t => {
    await t.namespace();
    await rolledOut(t, 'web');
    await t.patch(
      'merge',
      t.at('deployments', 'web'),
      { spec: { paused: true } },
      { quiet: true },
    );
    await t.until(t.at('deployments', 'web'), b =>
      b.status.conditions.some(
        (/** @type {any} */ c) => c.reason === 'DeploymentPaused',
      ),
    );
    await t.patch(
      'strategic',
      t.at('deployments', 'web'),
      withImage('nginx:2'),
      { quiet: true },
    );
    await t.until(
      t.at('deployments', 'web'),
      b => b.status.observedGeneration === 3 && !b.status.updatedReplicas,
    );
    await t.get(t.at('deployments', 'web'), { pick: rollout });
    await t.get(t.at('replicasets'), { pick: b => b.items.length });
    await t.patch(
      'merge',
      t.at('deployments', 'web'),
      { spec: { paused: null } },
      { quiet: true },
    );
    await t.until(t.at('deployments', 'web'), settled);
    await t.get(t.at('deployments', 'web'), { pick: rollout });
  },
  'the history has its limit': async t => {
    await t.namespace();
    await rolledOut(t, 'web', { replicas: 1, revisionHistoryLimit: 1 });
    for (const image of ['nginx:2', 'nginx:3', 'nginx:4']) {
      await t.patch('strategic', t.at('deployments', 'web'), withImage(image), {
        quiet: true,
      });
      await t.until(t.at('deployments', 'web'), settled);
    }
    await t.until(
      t.at('replicasets'),
      b =>
        b.items.length === 2 &&
        b.items.every(
          (/** @type {any} */ i) => i.spec.replicas === i.status.replicas,
        ),
    );
    await t.get(t.at('replicasets'), { pick: bySize });
  },
  'recreate takes all down first': async t => {
    await t.namespace();
    await rolledOut(t, 'web', { strategy: { type: 'Recreate' } });
    await t.patch(
      'strategic',
      t.at('deployments', 'web'),
      withImage('nginx:2'),
      { quiet: true },
    );
    await t.until(t.at('deployments', 'web'), settled);
    await t.get(t.at('deployments', 'web'), { pick: rollout });
  },
  'a Deployment that cannot go on says so': async t => {
    await t.namespace();
    await t.post(
      t.at('deployments'),
      deployment('web', {
        progressDeadlineSeconds: 2,
        replicas: 1,
        template: {
          ...template('web'),
          spec: { ...template('web').spec, nodeSelector: { no: 'where' } },
        },
      }),
      { quiet: true },
    );
    await t.until(
      t.at('deployments', 'web'),
      b =>
        b.status?.replicas === 1 &&
        b.status.conditions?.some(
          (/** @type {any} */ c) => c.reason === 'ProgressDeadlineExceeded',
        ),
    );
    await t.get(t.at('deployments', 'web'), { pick: rollout });
  },
  'scaling by the subresource': async t => {
    await t.namespace();
    await rolledOut(t, 'web', { replicas: 1 });
    const path = t.at('deployments', 'web', 'scale');
    await t.get(path);
    await t.put(path, {
      apiVersion: 'autoscaling/v1',
      kind: 'Scale',
      metadata: { name: 'web', namespace: t.ns },
      spec: { replicas: 3 },
    });
    await t.until(t.at('deployments', 'web'), settled);
    await t.get(path);
    await t.patch(
      'json',
      path,
      [{ op: 'replace', path: '/spec/replicas', value: 0 }],
      { pick: b => b.spec },
    );
    await t.until(t.at('deployments', 'web'), b => !b.status.replicas);
    await t.get(t.at('deployments', 'web'), { pick: rollout });
    await t.patch('merge', path, { spec: { replicas: -1 } }, { expect: 422 });
    await t.patch(
      'merge',
      path,
      { spec: { replicas: 'x' } },
      { expect: 0, pick: b => [b.code, b.reason] },
    );
    await t.get(t.at('deployments', 'none', 'scale'), { expect: 404 });
    await t.put(
      path,
      {
        apiVersion: 'autoscaling/v1',
        kind: 'Scale',
        metadata: { name: 'other', namespace: t.ns },
        spec: { replicas: 3 },
      },
      { expect: 400 },
    );
  },
  'scaling other kinds': async t => {
    await t.namespace();
    await t.post(t.at('replicasets'), replicaSet('rs', { replicas: 0 }), {
      quiet: true,
    });
    await t.post(t.at('statefulsets'), statefulSet('ss', { replicas: 0 }), {
      quiet: true,
    });
    await t.patch('merge', t.at('replicasets', 'rs', 'scale'), {
      spec: { replicas: 1 },
    });
    await t.patch('merge', t.at('statefulsets', 'ss', 'scale'), {
      spec: { replicas: 1 },
    });
    await t.get(t.at('daemonsets', 'ds', 'scale'), { expect: 404 });
  },
  'a ReplicaSet keeps its number': async t => {
    await t.namespace();
    await t.post(t.at('replicasets'), replicaSet('rs'), { quiet: true });
    await t.until(
      t.at('replicasets', 'rs'),
      b => b.status?.readyReplicas === 2,
    );
    const { body } = await t.get(t.at('pods'), { quiet: true });
    await t.delete(t.at('pods', body.items[0].metadata.name), undefined, {
      quiet: true,
    });
    await t.until(
      t.at('pods'),
      b =>
        b.items.length === 2 &&
        b.items.every(ready) &&
        !b.items.some(
          (/** @type {any} */ i) =>
            i.metadata.name === body.items[0].metadata.name,
        ),
    );
    await t.until(
      t.at('replicasets', 'rs'),
      b => b.status?.availableReplicas === 2,
    );
    await t.get(t.at('replicasets', 'rs'), {
      pick: b => [b.spec.replicas, b.status.observedGeneration],
    });
  },
  'a ReplicaSet lets go of a pod that no longer fits, and adopts one that does':
    async t => {
      await t.namespace();
      await t.post(t.at('replicasets'), replicaSet('rs', { replicas: 1 }), {
        quiet: true,
      });
      await t.until(
        t.at('replicasets', 'rs'),
        b => b.status?.readyReplicas === 1,
      );
      const { body } = await t.get(t.at('pods'), { quiet: true });
      const { name } = body.items[0].metadata;
      await t.patch(
        'merge',
        t.at('pods', name),
        { metadata: { labels: { app: 'free' } } },
        { quiet: true },
      );
      await t.until(t.at('pods', name), b => !b.metadata.ownerReferences);
      await t.until(t.at('pods'), b => b.items.length === 2);
      await t.get(`${t.at('pods')}?labelSelector=app=rs`, {
        pick: b => b.items.length,
      });
      await t.post(
        t.at('replicasets'),
        replicaSet('other', {
          replicas: 1,
          selector: { matchLabels: { app: 'free' } },
          template: template('free'),
        }),
        { quiet: true },
      );
      await t.until(
        t.at('pods', name),
        b => b.metadata.ownerReferences?.[0].name === 'other',
      );
      await t.get(t.at('pods', name), {
        pick: b => b.metadata.ownerReferences,
      });
    },
  'a StatefulSet in its order': async t => {
    await t.namespace();
    const { body: list } = await t.get(t.at('pods'), { quiet: true });
    await t.post(t.at('statefulsets'), statefulSet('db', { replicas: 3 }), {
      quiet: true,
    });
    await t.until(
      t.at('statefulsets', 'db'),
      b => b.status?.readyReplicas === 3,
    );
    const { events } = await t.watch(
      `${t.at('pods')}?resourceVersion=${list.metadata.resourceVersion}`,
      {
        until: (_, all) =>
          all
            .filter(e => ready(e.object))
            .map(e => e.object.metadata.name)
            .includes('db-2'),
        quiet: true,
      },
    );
    t.see(
      'created',
      events.filter(e => e.type === 'ADDED').map(e => e.object.metadata.name),
    );
    const firstReady = events.findIndex(
      e => e.object.metadata.name === 'db-0' && ready(e.object),
    );
    const second = events.findIndex(
      e => e.type === 'ADDED' && e.object.metadata.name === 'db-1',
    );
    assert.ok(firstReady < second, 'the second comes when the first is ready');
    await t.get(t.at('statefulsets', 'db'), {
      pick: b => ({ ...b.status, terminatingReplicas: undefined }),
    });
    await t.get(t.at('pods', 'db-0'), {
      pick: b => [
        b.metadata.labels,
        b.spec.hostname,
        b.spec.subdomain,
        b.metadata.ownerReferences,
      ],
    });
    await t.get(t.at('controllerrevisions'), {
      pick: b =>
        b.items.map((/** @type {any} */ i) => [
          i.revision,
          i.metadata.ownerReferences,
          i.metadata.labels,
        ]),
    });
  },
  'a StatefulSet shrinks from its end': async t => {
    await t.namespace();
    await t.post(
      t.at('statefulsets'),
      statefulSet('db', { replicas: 3, podManagementPolicy: 'Parallel' }),
      { quiet: true },
    );
    await t.until(
      t.at('statefulsets', 'db'),
      b => b.status?.readyReplicas === 3,
    );
    await t.patch(
      'merge',
      t.at('statefulsets', 'db', 'scale'),
      { spec: { replicas: 1 } },
      { quiet: true },
    );
    await t.until(t.at('pods'), b => b.items.length === 1);
    await t.get(t.at('pods'), {
      pick: b => b.items.map((/** @type {any} */ i) => i.metadata.name),
    });
  },
  'a StatefulSet rolls from its end, up to its partition': async t => {
    await t.namespace();
    await t.post(
      t.at('statefulsets'),
      statefulSet('db', {
        replicas: 3,
        podManagementPolicy: 'Parallel',
        updateStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { partition: 1 },
        },
      }),
      { quiet: true },
    );
    await t.until(
      t.at('statefulsets', 'db'),
      b => b.status?.readyReplicas === 3,
    );
    await t.patch(
      'strategic',
      t.at('statefulsets', 'db'),
      withImage('nginx:2'),
      { quiet: true },
    );
    await t.until(
      t.at('pods'),
      b =>
        b.items.length === 3 &&
        b.items.filter(
          (/** @type {any} */ i) =>
            i.spec.containers[0].image === 'nginx:2' && ready(i),
        ).length === 2,
    );
    await t.get(t.at('pods'), {
      pick: b =>
        b.items.map((/** @type {any} */ i) => [
          i.metadata.name,
          i.spec.containers[0].image,
        ]),
    });
    await t.until(
      t.at('statefulsets', 'db'),
      b => b.status?.updatedReplicas === 2 && b.status.readyReplicas === 3,
    );
    await t.get(t.at('statefulsets', 'db'), {
      pick: b => [
        b.status.updatedReplicas,
        b.status.currentRevision !== b.status.updateRevision,
        b.status.observedGeneration,
      ],
    });
  },
  'a StatefulSet makes its claims': async t => {
    await t.namespace();
    await t.post(
      t.at('statefulsets'),
      statefulSet('db', {
        replicas: 1,
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: 'none-such',
              resources: { requests: { storage: '1Gi' } },
            },
          },
        ],
      }),
      { pick: b => b.spec.volumeClaimTemplates },
    );
    await t.until(t.at('persistentvolumeclaims'), b => b.items.length === 1);
    await t.get(t.at('persistentvolumeclaims'), {
      pick: b =>
        b.items.map((/** @type {any} */ i) => [
          i.metadata.name,
          i.metadata.labels,
          i.metadata.ownerReferences,
          i.status.phase,
          i.metadata.finalizers,
        ]),
    });
  },
  'a DaemonSet on every node': async t => {
    await t.namespace();
    const { body: nodes } = await t.get(
      `${t.at('nodes')}?labelSelector=kubernetes.io/hostname`,
      { quiet: true },
    );
    const wanted = nodes.items.filter((/** @type {any} */ n) =>
      ['node-1', 'node-2'].includes(n.metadata.name),
    ).length;
    const affinity = {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [
            {
              matchExpressions: [
                {
                  key: 'kubernetes.io/hostname',
                  operator: 'In',
                  values: ['node-1', 'node-2'],
                },
              ],
            },
          ],
        },
      },
    };
    await t.post(
      t.at('daemonsets'),
      daemonSet('agent', {
        template: {
          ...template('agent'),
          spec: { ...template('agent').spec, affinity },
        },
      }),
      { quiet: true },
    );
    await t.until(
      t.at('daemonsets', 'agent'),
      b => b.status?.numberAvailable === wanted,
    );
    await t.get(t.at('daemonsets', 'agent'), {
      pick: b => [b.status, b.metadata.annotations, b.metadata.generation],
    });
    await t.get(t.at('pods'), {
      pick: b =>
        b.items
          .map((/** @type {any} */ i) => [
            i.spec.nodeName,
            i.spec.tolerations,
            i.metadata.labels,
            i.spec.affinity,
          ])
          .sort((/** @type {any} */ x, /** @type {any} */ y) =>
            x[0].localeCompare(y[0]),
          ),
    });
    await t.patch(
      'strategic',
      t.at('daemonsets', 'agent'),
      withImage('nginx:2'),
      { quiet: true },
    );
    await t.until(
      t.at('daemonsets', 'agent'),
      b =>
        b.status.updatedNumberScheduled === wanted &&
        b.status.numberAvailable === wanted &&
        b.status.observedGeneration === 2,
    );
    await t.get(t.at('controllerrevisions'), {
      pick: b => b.items.map((/** @type {any} */ i) => i.revision).sort(),
    });
  },
  'a Job that completes': async t => {
    await t.namespace();
    await t.post(t.at('jobs'), job('once'), {
      pick: b => [
        b.spec.selector,
        b.spec.backoffLimit,
        b.spec.completions,
        b.spec.parallelism,
        b.spec.template.metadata.labels,
        b.metadata.labels,
        b.spec.suspend,
        b.spec.podReplacementPolicy,
      ],
    });
    await t.until(t.at('jobs', 'once'), b =>
      b.status?.conditions?.some(
        (/** @type {any} */ c) => c.type === 'Complete',
      ),
    );
    await t.get(t.at('jobs', 'once'), {
      pick: b => [
        b.status.succeeded,
        b.status.active ?? 0,
        conditions(b),
        Boolean(b.status.completionTime),
        b.status.uncountedTerminatedPods,
      ],
    });
    await t.get(t.at('pods'), {
      pick: b =>
        b.items.map((/** @type {any} */ i) => [
          i.status.phase,
          i.metadata.finalizers,
          i.metadata.labels['job-name'],
          i.metadata.labels['batch.kubernetes.io/job-name'],
        ]),
    });
  },
  'a Job with many completions': async t => {
    await t.namespace();
    await t.post(
      t.at('jobs'),
      job('many', {
        completions: 3,
        parallelism: 2,
        completionMode: 'Indexed',
      }),
      { quiet: true },
    );
    await t.until(t.at('jobs', 'many'), b =>
      b.status?.conditions?.some(
        (/** @type {any} */ c) => c.type === 'Complete',
      ),
    );
    await t.get(t.at('jobs', 'many'), {
      pick: b => [b.status.succeeded, b.status.completedIndexes, conditions(b)],
    });
    await t.get(t.at('pods'), {
      pick: b =>
        b.items
          .map((/** @type {any} */ i) => [
            i.metadata.labels['batch.kubernetes.io/job-completion-index'],
            i.spec.hostname,
          ])
          .sort(),
    });
  },
  'a suspended Job waits': async t => {
    await t.namespace();
    await t.post(t.at('jobs'), job('later', { suspend: true }), {
      quiet: true,
    });
    await t.until(t.at('jobs', 'later'), b =>
      b.status?.conditions?.some(
        (/** @type {any} */ c) => c.type === 'Suspended',
      ),
    );
    await t.get(t.at('jobs', 'later'), {
      pick: b => [conditions(b), b.status.conditions[0].message],
    });
    await t.get(t.at('pods'), { pick: b => b.items.length });
    await t.patch(
      'merge',
      t.at('jobs', 'later'),
      { spec: { suspend: false } },
      { quiet: true },
    );
    await t.until(t.at('jobs', 'later'), b =>
      b.status?.conditions?.some(
        (/** @type {any} */ c) => c.type === 'Complete',
      ),
    );
    await t.get(t.at('jobs', 'later'), { pick: conditions });
  },
  'a Job that may not change': async t => {
    await t.namespace();
    await t.post(t.at('jobs'), job('fixed', { suspend: true }), {
      quiet: true,
    });
    await t.patch(
      'merge',
      t.at('jobs', 'fixed'),
      { spec: { completions: 5 } },
      { expect: 422 },
    );
    await t.patch(
      'merge',
      t.at('jobs', 'fixed'),
      { spec: { parallelism: 5 } },
      { pick: b => b.spec.parallelism },
    );
    await t.patch(
      'merge',
      t.at('jobs', 'fixed'),
      { spec: { selector: { matchLabels: { a: 'b' } } } },
      { expect: 422, pick: b => b.reason },
    );
  },
  'a CronJob makes Jobs': async t => {
    await t.namespace();
    await t.post(t.at('cronjobs'), cronJob('tick', { schedule: '* * * * *' }), {
      quiet: true,
    });
    await t.until(
      t.at('cronjobs', 'tick'),
      b => b.status?.lastScheduleTime,
      75,
    );
    await t.until(t.at('jobs'), b => b.items.length > 0);
    await t.get(t.at('jobs'), {
      pick: b =>
        b.items
          .slice(0, 1)
          .map((/** @type {any} */ i) => [
            /^tick-\d+$/.test(i.metadata.name),
            i.metadata.ownerReferences[0].kind,
            i.metadata.ownerReferences[0].controller,
            Object.keys(i.metadata.annotations ?? {}),
          ]),
    });
  },
  'an autoscaler without figures says so': async t => {
    await t.namespace();
    await rolledOut(t, 'web', { replicas: 1 });
    await t.post(
      t.at('horizontalpodautoscalers'),
      {
        apiVersion: 'autoscaling/v2',
        kind: 'HorizontalPodAutoscaler',
        metadata: { name: 'none' },
        spec: {
          scaleTargetRef: {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'none-such',
          },
          minReplicas: 1,
          maxReplicas: 3,
        },
      },
      { pick: b => [b.spec, b.status] },
    );
    await t.until(
      t.at('horizontalpodautoscalers', 'none'),
      b => b.status?.conditions?.length > 0,
    );
    await t.get(t.at('horizontalpodautoscalers', 'none'), {
      pick: b => [
        conditions(b),
        b.status.conditions.map((/** @type {any} */ c) => c.message),
      ],
    });
  },
  'a Service finds its pods': async t => {
    await t.namespace();
    await t.post(t.at('services'), service('web'), { quiet: true });
    await rolledOut(t, 'web');
    await t.until(
      t.at('endpoints', 'web'),
      b => b.subsets?.[0].addresses?.length === 2,
    );
    await t.get(t.at('endpoints', 'web'), {
      pick: b => [
        b.metadata.labels,
        b.subsets.map((/** @type {any} */ s) => [
          s.ports,
          s.addresses.map((/** @type {any} */ a) => [
            Object.keys(a).sort(),
            a.targetRef.kind,
          ]),
        ]),
      ],
    });
    await t.until(
      t.at('endpointslices'),
      b =>
        b.items[0]?.endpoints?.length === 2 &&
        b.items[0].endpoints.every(
          (/** @type {any} */ e) => e.conditions.ready,
        ),
    );
    await t.get(t.at('endpointslices'), {
      pick: b =>
        b.items.map((/** @type {any} */ i) => [
          i.addressType,
          i.ports,
          i.metadata.labels,
          i.metadata.ownerReferences,
          i.metadata.generateName,
          i.endpoints.map((/** @type {any} */ e) => [
            e.conditions,
            e.targetRef.kind,
            Object.keys(e).sort(),
          ]),
        ]),
    });
    await t.patch(
      'merge',
      t.at('deployments', 'web', 'scale'),
      { spec: { replicas: 0 } },
      { quiet: true },
    );
    await t.until(t.at('endpoints', 'web'), b => !b.subsets);
    await t.get(t.at('endpoints', 'web'), { pick: b => b.subsets ?? 'none' });
  },
  'a quota counts and refuses': async t => {
    await t.namespace();
    await t.post(
      t.at('resourcequotas'),
      {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'q' },
        spec: {
          hard: { 'count/configmaps': '3', pods: '1', 'requests.cpu': '1' },
        },
      },
      { quiet: true },
    );
    await t.until(t.at('resourcequotas', 'q'), b => b.status?.used);
    await t.until(
      t.at('configmaps', 'kube-root-ca.crt'),
      b => b.kind === 'ConfigMap',
    );
    await t.post(
      t.at('pods'),
      pod('p', {}, { nodeSelector: { no: 'where' } }),
      { expect: 403 },
    );
    await t.post(
      t.at('pods'),
      pod(
        'p',
        { resources: { requests: { cpu: '2' } } },
        { nodeSelector: { no: 'where' } },
      ),
      { expect: 403 },
    );
    await t.post(
      t.at('pods'),
      pod(
        'p',
        { resources: { requests: { cpu: '500m' } } },
        { nodeSelector: { no: 'where' } },
      ),
      { pick: b => b.kind },
    );
    await t.post(
      t.at('pods'),
      pod(
        'q',
        { resources: { requests: { cpu: '500m' } } },
        { nodeSelector: { no: 'where' } },
      ),
      { expect: 403 },
    );
  },
  'a limit range fills in and refuses': async t => {
    await t.namespace();
    await t.post(
      t.at('limitranges'),
      {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'l' },
        spec: {
          limits: [
            {
              type: 'Container',
              default: { cpu: '500m' },
              defaultRequest: { cpu: '100m' },
              max: { cpu: '1' },
              min: { cpu: '50m' },
            },
          ],
        },
      },
      { pick: b => b.spec },
    );
    await t.until(t.at('limitranges', 'l'), b => b.kind);
    await new Promise(done => setTimeout(done, 300));
    await t.post(
      t.at('pods'),
      pod('p', {}, { nodeSelector: { no: 'where' } }),
      { pick: b => [b.spec.containers[0].resources, b.metadata.annotations] },
    );
    await t.post(
      t.at('pods'),
      pod(
        'q',
        { resources: { limits: { cpu: '2' } } },
        { nodeSelector: { no: 'where' } },
      ),
      { expect: 403 },
    );
    await t.post(
      t.at('pods'),
      pod(
        'q',
        { resources: { requests: { cpu: '10m' } } },
        { nodeSelector: { no: 'where' } },
      ),
      { expect: 403 },
    );
  },
});

/** What shuts a node for everybody. */
export const cordon = area(
  'cordon',
  {
    'a cordoned node takes no pods': async t => {
      await t.namespace();
      const node = t.at('nodes', 'node-3');
      const open = () =>
        t.patch(
          'strategic',
          node,
          { spec: { unschedulable: null } },
          { quiet: true },
        );
      t.cleanup(open);
      await t.patch(
        'strategic',
        node,
        { spec: { unschedulable: true } },
        { pick: b => b.spec.unschedulable },
      );
      await t.until(node, b => b.spec.taints?.length === 1);
      await t.get(node, {
        pick: b =>
          b.spec.taints.map((/** @type {any} */ x) => [
            x.key,
            x.effect,
            Boolean(x.timeAdded),
          ]),
      });
      await t.get(`${t.at('nodes')}?fieldSelector=spec.unschedulable=true`, {
        pick: b => b.items.map((/** @type {any} */ i) => i.metadata.name),
      });
      await t.get(node, {
        headers: { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' },
        pick: b => b.rows[0].cells.slice(0, 2),
      });
      await t.post(
        t.at('pods'),
        pod('p', {}, { nodeSelector: { 'kubernetes.io/hostname': 'node-3' } }),
        { quiet: true },
      );
      await t.until(t.at('pods', 'p'), b => b.status?.conditions?.length > 0);
      await t.get(t.at('pods', 'p'), {
        pick: b => [conditions(b), b.status.conditions[0].message],
      });
      await open();
      await t.until(t.at('pods', 'p'), ready);
      await t.get(t.at('pods', 'p'), {
        pick: b => [b.spec.nodeName, b.status.phase],
      });
      await t.until(node, b => !b.spec.taints);
    },
    'a drained node is left by all but its DaemonSets': async t => {
      await t.namespace();
      const node = t.at('nodes', 'node-3');
      t.cleanup(() =>
        t.patch(
          'strategic',
          node,
          { spec: { unschedulable: null } },
          { quiet: true },
        ),
      );
      await rolledOut(t, 'web', { replicas: 3 });
      await counted(t, 'keep', {
        minAvailable: 2,
        selector: { matchLabels: { app: 'web' } },
      });
      await t.patch(
        'strategic',
        node,
        { spec: { unschedulable: true } },
        { quiet: true },
      );
      const { body } = await t.get(
        `${t.at('pods')}?fieldSelector=spec.nodeName=node-3`,
        { quiet: true },
      );
      for (const { metadata } of body.items) {
        await t.until(
          t.at('poddisruptionbudgets', 'keep'),
          b => b.status.disruptionsAllowed === 1,
        );
        await t.post(
          t.at('pods', metadata.name, 'eviction'),
          eviction(metadata.name),
          { quiet: true, expect: 201 },
        );
      }
      await t.until(
        `${t.at('pods')}?fieldSelector=spec.nodeName=node-3`,
        b => b.items.length === 0,
      );
      await t.until(t.at('deployments', 'web'), settled);
      await t.get(t.at('deployments', 'web'), { pick: rollout });
    },
  },
  { alone: true },
);

/** @param {string} uid @param {Raw} [more] */
const owner = (uid, more = {}) => [
  { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid, ...more },
];

export const garbage = area('garbage collection', {
  'dependants go with their owner': async t => {
    await t.namespace();
    const { body } = await t.post(t.at('configmaps'), configMap('owner'), {
      quiet: true,
    });
    await t.post(
      t.at('configmaps'),
      configMap('child', {}, { ownerReferences: owner(body.metadata.uid) }),
      { pick: b => b.metadata.ownerReferences },
    );
    await t.delete(t.at('configmaps', 'owner'));
    await t.until(t.at('configmaps', 'child'), b => b.code === 404);
  },
  'orphans stay': async t => {
    await t.namespace();
    const { body } = await t.post(t.at('configmaps'), configMap('owner'), {
      quiet: true,
    });
    await t.post(
      t.at('configmaps'),
      configMap('child', {}, { ownerReferences: owner(body.metadata.uid) }),
      { quiet: true },
    );
    await t.delete(
      `${t.at('configmaps', 'owner')}?propagationPolicy=Orphan`,
      undefined,
      { pick: b => [b.kind, b.status, b.metadata?.finalizers] },
    );
    await t.until(t.at('configmaps', 'owner'), b => b.code === 404);
    await t.until(
      t.at('configmaps', 'child'),
      b => !b.metadata.ownerReferences,
    );
    await t.get(t.at('configmaps', 'child'), {
      pick: b => b.metadata.ownerReferences ?? 'none',
    });
  },
  'in the foreground the owner waits': async t => {
    await t.namespace();
    const { body } = await t.post(t.at('configmaps'), configMap('owner'), {
      quiet: true,
    });
    await t.post(
      t.at('configmaps'),
      configMap(
        'child',
        {},
        {
          finalizers: ['example.com/hold'],
          ownerReferences: owner(body.metadata.uid, {
            blockOwnerDeletion: true,
          }),
        },
      ),
      { quiet: true },
    );
    await t.delete(
      `${t.at('configmaps', 'owner')}?propagationPolicy=Foreground`,
      undefined,
      {
        pick: b => [
          b.kind,
          b.metadata?.finalizers,
          Boolean(b.metadata?.deletionTimestamp),
        ],
      },
    );
    await t.until(
      t.at('configmaps', 'child'),
      b => b.metadata?.deletionTimestamp,
    );
    await t.get(t.at('configmaps', 'owner'), {
      pick: b => b.metadata.finalizers,
    });
    await t.patch(
      'merge',
      t.at('configmaps', 'child'),
      { metadata: { finalizers: null } },
      { quiet: true },
    );
    await t.until(t.at('configmaps', 'owner'), b => b.code === 404);
  },
  'an owner that never was': async t => {
    await t.namespace();
    await t.post(
      t.at('configmaps'),
      configMap(
        'child',
        {},
        { ownerReferences: owner('11111111-2222-3333-4444-555555555555') },
      ),
      { quiet: true },
    );
    await t.until(t.at('configmaps', 'child'), b => b.code === 404);
  },
  'one of two owners is enough to stay': async t => {
    await t.namespace();
    const { body: one } = await t.post(t.at('configmaps'), configMap('owner'), {
      quiet: true,
    });
    const { body: two } = await t.post(
      t.at('configmaps'),
      configMap('second'),
      { quiet: true },
    );
    await t.post(
      t.at('configmaps'),
      configMap(
        'child',
        {},
        {
          ownerReferences: [
            ...owner(one.metadata.uid),
            { ...owner(two.metadata.uid)[0], name: 'second' },
          ],
        },
      ),
      { quiet: true },
    );
    await t.delete(t.at('configmaps', 'owner'), undefined, { quiet: true });
    await t.until(
      t.at('configmaps', 'child'),
      b => b.metadata.ownerReferences.length === 1,
    );
    await t.get(t.at('configmaps', 'child'), {
      pick: b =>
        b.metadata.ownerReferences.map((/** @type {any} */ o) => o.name),
    });
  },
  'a Deployment takes its ReplicaSets and pods along': async t => {
    await t.namespace();
    await rolledOut(t, 'web');
    await t.delete(t.at('deployments', 'web'), undefined, {
      pick: b => [b.kind, b.status],
    });
    await t.until(t.at('replicasets'), b => b.items.length === 0);
    await t.until(t.at('pods'), b => b.items.length === 0);
  },
  'a Deployment leaves orphans': async t => {
    await t.namespace();
    await rolledOut(t, 'web');
    await t.delete(
      t.at('deployments', 'web'),
      { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Orphan' },
      { pick: b => b.kind },
    );
    await t.until(t.at('deployments', 'web'), b => b.code === 404);
    await t.until(t.at('replicasets'), b =>
      b.items.every((/** @type {any} */ i) => !i.metadata.ownerReferences),
    );
    await t.get(t.at('replicasets'), {
      pick: b => [b.items.length, b.items[0].status.replicas],
    });
  },
  'in the foreground a Deployment goes last': async t => {
    await t.namespace();
    await rolledOut(t, 'web', { replicas: 1 });
    const { body } = await t.delete(
      `${t.at('deployments', 'web')}?propagationPolicy=Foreground`,
      undefined,
      { pick: b => [b.kind, b.metadata?.finalizers] },
    );
    assert.equal(body.kind, 'Deployment');
    await t.until(t.at('deployments', 'web'), b => b.code === 404);
    await t.get(t.at('replicasets'), { pick: b => b.items.length });
  },
});
