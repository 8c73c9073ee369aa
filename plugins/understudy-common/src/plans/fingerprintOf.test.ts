import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { fingerprintOf } from '..';

const copy = (object: JsonObject): any => JSON.parse(JSON.stringify(object));

/** A pod as an API server gives it, in the middle of its life. */
function somePod(): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'checkout-7c9f-abcde',
      namespace: 'shop',
      uid: 'p1',
      resourceVersion: '100',
      creationTimestamp: '2026-03-01T10:00:00Z',
      generateName: 'checkout-7c9f-',
      labels: { app: 'checkout', 'pod-template-hash': '7c9f' },
      ownerReferences: [
        { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'checkout-7c9f' },
      ],
      managedFields: [{ manager: 'kubelet', time: '2026-03-01T10:00:01Z' }],
    },
    spec: {
      nodeName: 'node-1',
      containers: [{ name: 'app', image: 'registry.example.com/checkout:1' }],
    },
    status: { phase: 'Running' },
  };
}

function someDeployment(): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: 'checkout',
      namespace: 'shop',
      uid: 'd1',
      resourceVersion: '200',
      generation: 4,
      creationTimestamp: '2026-01-01T00:00:00Z',
      annotations: {
        'deployment.kubernetes.io/revision': '4',
        'example.com/owner': 'shop',
      },
      labels: { app: 'checkout' },
    },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: 'checkout' } },
      template: {
        metadata: { creationTimestamp: null, labels: { app: 'checkout' } },
        spec: { containers: [{ name: 'app', image: 'example.com/app:1' }] },
      },
    },
    status: { replicas: 3, readyReplicas: 3 },
  };
}

describe('fingerprintOf', () => {
  it('stays what it is: approvals are bound to it', () => {
    expect(fingerprintOf(someDeployment())).toBe(
      'sha256:da7bb602d26732ae9e115460b73b81cb393d93cdb34b8d45b552d2e2c304b70a',
    );
  });

  it('does not move while an object crashes again and again', () => {
    const before = fingerprintOf(somePod());
    const flap = fc.record({
      phase: fc.constantFrom('Running', 'Pending', 'Failed'),
      restarts: fc.nat(500),
      reason: fc.constantFrom('CrashLoopBackOff', 'Error', 'OOMKilled'),
      resourceVersion: fc.nat().map(String),
      at: fc.date({ noInvalidDate: true }),
    });
    fc.assert(
      fc.property(flap, ({ phase, restarts, reason, resourceVersion, at }) => {
        const pod = copy(somePod());
        pod.metadata.resourceVersion = resourceVersion;
        pod.metadata.managedFields[0].time = at.toISOString();
        pod.status = {
          phase,
          conditions: [{ type: 'Ready', lastTransitionTime: at.toISOString() }],
          containerStatuses: [
            { restartCount: restarts, state: { waiting: { reason } } },
          ],
        };
        expect(fingerprintOf(pod)).toBe(before);
      }),
    );
  });

  it.each<[string, (object: any) => void]>([
    [
      'its versions',
      o => Object.assign(o.metadata, { generation: 9, resourceVersion: '9' }),
    ],
    [
      'who manages which field',
      o => (o.metadata.managedFields = [{ manager: 'x' }]),
    ],
    ['its uid, which is identity', o => (o.metadata.uid = 'd2')],
    ['when it was made', o => delete o.metadata.creationTimestamp],
    [
      'the notes of its controller',
      o => (o.metadata.annotations['deployment.kubernetes.io/revision'] = '5'),
    ],
    [
      'what kubectl remembers',
      o =>
        (o.metadata.annotations[
          'kubectl.kubernetes.io/last-applied-configuration'
        ] = '{}'),
    ],
    [
      'a missing time that a client writes as null',
      o => delete o.spec.template.metadata.creationTimestamp,
    ],
    ['an empty map', o => (o.spec.template.metadata.annotations = {})],
    ['no status at all', o => delete o.status],
    ['what is undefined', o => (o.spec.paused = undefined)],
  ])('does not move with %s', (_, change) => {
    const object = copy(someDeployment());
    change(object);

    expect(fingerprintOf(object)).toBe(fingerprintOf(someDeployment()));
  });

  it.each<[string, (object: any) => void]>([
    ['its replicas', o => (o.spec.replicas = 4)],
    [
      'its image',
      o => (o.spec.template.spec.containers[0].image = 'example.com/app:2'),
    ],
    [
      'a restart',
      o =>
        (o.spec.template.metadata.annotations = {
          'kubectl.kubernetes.io/restartedAt': 'now',
        }),
    ],
    ['a label', o => (o.metadata.labels.team = 'shop')],
    ['a label that goes', o => delete o.metadata.labels.app],
    [
      'an annotation',
      o => (o.metadata.annotations['example.com/owner'] = 'web'),
    ],
    ['an owner', o => (o.metadata.ownerReferences = [{ name: 'x' }])],
    ['a finalizer', o => (o.metadata.finalizers = ['example.com/wait'])],
    [
      'a deletion that has begun',
      o => (o.metadata.deletionTimestamp = '2026-03-01T00:00:00Z'),
    ],
    ['its name', o => (o.metadata.name = 'cart')],
    ['its kind', o => (o.kind = 'StatefulSet')],
    ['its version of the API', o => (o.apiVersion = 'apps/v2')],
    ['a status inside of its spec', o => (o.spec.status = {})],
    ['a field that nobody knows', o => (o.spec.more = null)],
    ['a field beside the spec', o => (o.data = {})],
  ])('moves with %s', (_, change) => {
    const object = copy(someDeployment());
    change(object);

    expect(fingerprintOf(object)).not.toBe(fingerprintOf(someDeployment()));
  });

  it('changes nothing of the object itself', () => {
    const object = someDeployment();

    fingerprintOf(object);

    expect(object).toEqual(someDeployment());
  });

  it('knows a node that is ill from one that somebody cordoned', () => {
    const node = (spec: JsonObject): JsonObject => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'node-1' },
      spec,
    });
    const healthy = fingerprintOf(node({ podCIDR: '10.0.0.0/24' }));
    const ill = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };
    const own = { key: 'example.com/gpu', effect: 'NoSchedule' };

    expect(fingerprintOf(node({ podCIDR: '10.0.0.0/24', taints: [ill] }))).toBe(
      healthy,
    );
    expect(
      fingerprintOf(
        node({ podCIDR: '10.0.0.0/24', taints: [{ ...own, timeAdded: 'x' }] }),
      ),
    ).toBe(fingerprintOf(node({ podCIDR: '10.0.0.0/24', taints: [own, ill] })));
    expect(
      fingerprintOf(node({ podCIDR: '10.0.0.0/24', taints: [own] })),
    ).not.toBe(healthy);
    expect(
      fingerprintOf(node({ podCIDR: '10.0.0.0/24', unschedulable: true })),
    ).not.toBe(healthy);
  });

  describe('of a Secret', () => {
    const secret = (data?: JsonObject): JsonObject => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'token' },
      type: 'Opaque',
      ...(data && { data }),
    });
    const commit = (pointer: string, value: unknown) =>
      `${pointer} has ${String(value).length}`;

    it('has its values only as commitments', () => {
      const seen: [string, unknown][] = [];
      fingerprintOf(secret({ 'a/b': 'eA==' }), {
        commit: (pointer, value) => {
          seen.push([pointer, value]);
          return 'x';
        },
      });

      expect(seen).toEqual([['/data/a~1b', 'eA==']]);
      expect(fingerprintOf(secret({ a: 'one' }), { commit })).toBe(
        fingerprintOf(secret({ a: 'two' }), { commit }),
      );
      expect(fingerprintOf(secret({ a: 'one' }), { commit })).not.toBe(
        fingerprintOf(secret({ a: 'three' }), { commit }),
      );
      expect(fingerprintOf(secret({ a: 'one' }), { commit })).not.toBe(
        fingerprintOf(secret({ b: 'one' }), { commit }),
      );
    });

    it('is refused where nothing commits to its values', () => {
      expect(() => fingerprintOf(secret({ a: 'x' }))).toThrow(
        'The fingerprint of a Secret needs a way to commit to its values',
      );
      expect(() =>
        fingerprintOf({ ...secret(), stringData: { a: 'x' } }),
      ).toThrow('commit');
      expect(fingerprintOf(secret())).toMatch(/^sha256:[0-9a-f]{64}$/);
    });
  });

  it('wants to know what kind of object it is', () => {
    const { kind, ...headless } = someDeployment();

    expect(() => fingerprintOf(headless)).toThrow(
      'The fingerprint needs an object with apiVersion and kind',
    );
  });
});
