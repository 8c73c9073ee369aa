import { Engine } from '../engine/Engine';
import { KubeObject, Raw } from '../types';
import { formatTime } from '../util/time';

/** How a large world is made. @public */
export interface BulkOptions {
  /** Pods to make. */
  pods: number;
  /** Namespaces to spread them over. Default 12. */
  namespaces?: number;
}

const STATES = [
  'Running',
  'Running',
  'Running',
  'Running',
  'Running',
  'Running',
  'Running',
  'Running',
  'CrashLoopBackOff',
  'Pending',
];

function status(state: string, time: string, ip: string, image: string): Raw {
  const ready = state === 'Running';
  const condition = (type: string, ok: boolean) => ({
    type,
    status: ok ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: time,
  });
  if (state === 'Pending') {
    return {
      phase: 'Pending',
      conditions: [
        {
          ...condition('PodScheduled', false),
          reason: 'Unschedulable',
          message: '0/3 nodes are available: 3 Insufficient cpu.',
        },
      ],
      qosClass: 'Burstable',
    };
  }
  return {
    phase: 'Running',
    conditions: [
      condition('PodReadyToStartContainers', true),
      condition('Initialized', true),
      condition('Ready', ready),
      condition('ContainersReady', ready),
      condition('PodScheduled', true),
    ],
    hostIP: '192.168.10.10',
    podIP: ip,
    podIPs: [{ ip }],
    startTime: time,
    containerStatuses: [
      {
        name: 'app',
        state: ready
          ? { running: { startedAt: time } }
          : {
              waiting: {
                reason: 'CrashLoopBackOff',
                message: 'back-off 5m0s restarting failed container=app',
              },
            },
        lastState: ready
          ? {}
          : {
              terminated: {
                exitCode: 1,
                reason: 'Error',
                startedAt: time,
                finishedAt: time,
              },
            },
        ready,
        restartCount: ready ? 0 : 9,
        image,
        imageID: `${image}@sha256:0`,
        started: ready,
      },
    ],
    qosClass: 'Burstable',
  };
}

/** Puts many pods into a cluster at once. They stand still: no controller owns them and no kubelet runs them. */
export function addBulkPods(
  engine: Engine,
  { pods, namespaces = 12 }: BulkOptions,
): void {
  const { random, store } = engine;
  const now = engine.clock.now();
  for (let n = 0; n < namespaces; n++) {
    const name = `team-${String(n).padStart(2, '0')}`;
    store.put('namespaces', name, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name,
        uid: random.uuid(),
        creationTimestamp: formatTime(now),
        labels: { 'kubernetes.io/metadata.name': name },
      },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  }
  for (let i = 0; i < pods; i++) {
    const namespace = `team-${String(i % namespaces).padStart(2, '0')}`;
    const app = `service-${String(Math.floor(i / 5) % 40).padStart(2, '0')}`;
    const version = `v1.${random.int(20)}.${random.int(9)}`;
    const hash = `${random.suffix(9)}`;
    const name = `${app}-${hash}-${random.suffix(5)}`;
    const time = formatTime(now - random.int(14 * 86_400) * 1000);
    const state = STATES[random.int(STATES.length)];
    const image = `registry.local/${app}:${version}`;
    const pod: Raw = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        generateName: `${app}-${hash}-`,
        namespace,
        uid: random.uuid(),
        creationTimestamp: time,
        labels: {
          app,
          'pod-template-hash': hash,
          'backstage.io/kubernetes-id': app,
          team: namespace,
        },
      },
      spec: {
        containers: [
          {
            name: 'app',
            image,
            ports: [{ containerPort: 8080, protocol: 'TCP' }],
            env: [{ name: 'LOG_LEVEL', value: 'info' }],
            resources: {
              requests: { cpu: '100m', memory: '128Mi' },
              limits: { memory: '256Mi' },
            },
            terminationMessagePath: '/dev/termination-log',
            terminationMessagePolicy: 'File',
            imagePullPolicy: 'IfNotPresent',
          },
        ],
        restartPolicy: 'Always',
        terminationGracePeriodSeconds: 30,
        dnsPolicy: 'ClusterFirst',
        serviceAccountName: 'default',
        serviceAccount: 'default',
        ...(state === 'Pending' ? {} : { nodeName: `node-${1 + (i % 3)}` }),
        securityContext: {},
        schedulerName: 'bulk',
      },
      status: status(state, time, `10.244.${i % 200}.${2 + (i % 250)}`, image),
    };
    store.put('pods', `${namespace}/${name}`, pod as KubeObject);
  }
}
