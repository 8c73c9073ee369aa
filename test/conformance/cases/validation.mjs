// @ts-check
import { area } from '../support/area.mjs';
import {
  binding,
  budget,
  configMap,
  cronJob,
  daemonSet,
  deployment,
  job,
  pod,
  role,
  service,
  statefulSet,
  template,
} from '../support/objects.mjs';

/** @typedef {Record<string, any>} Raw */

/**
 * Objects that a server must refuse, by what is wrong with them. The refusal is
 * compared word by word.
 *
 * @type {Array<[what: string, resource: string, object: Raw | (() => Raw)]>}
 */
const refused = [
  ['a name with capitals', 'configmaps', configMap('Bad')],
  ['a name that is too long', 'configmaps', configMap('a'.repeat(254))],
  ['a name with a slash', 'configmaps', configMap('a/b')],
  ['a Service name with a dot', 'services', service('a.b')],
  [
    'a label key that is none',
    'configmaps',
    configMap('x', {}, { labels: { '-a': 'b' } }),
  ],
  [
    'a label value that is none',
    'configmaps',
    configMap('x', {}, { labels: { a: 'b c' } }),
  ],
  [
    'a label that is too long',
    'configmaps',
    configMap('x', {}, { labels: { a: 'b'.repeat(64) } }),
  ],
  [
    'an annotation key that is none',
    'configmaps',
    configMap('x', {}, { annotations: { 'a b': 'c' } }),
  ],
  [
    'a finalizer without a domain',
    'configmaps',
    configMap('x', {}, { finalizers: ['hold'] }),
  ],
  [
    'a finalizer that is none',
    'configmaps',
    configMap('x', {}, { finalizers: ['not valid!'] }),
  ],
  [
    'an owner without a uid',
    'configmaps',
    configMap(
      'x',
      {},
      {
        ownerReferences: [
          { apiVersion: 'v1', kind: 'Pod', name: 'p', uid: '' },
        ],
      },
    ),
  ],
  [
    'an owner without a kind',
    'configmaps',
    configMap(
      'x',
      {},
      { ownerReferences: [{ apiVersion: '', kind: '', name: '', uid: 'u' }] },
    ),
  ],
  [
    'two controllers',
    'configmaps',
    configMap(
      'x',
      {},
      {
        ownerReferences: ['a', 'b'].map(u => ({
          apiVersion: 'v1',
          kind: 'Pod',
          name: u,
          uid: u,
          controller: true,
        })),
      },
    ),
  ],
  ['a key of data that is none', 'configmaps', configMap('x', { 'a b': '1' })],
  [
    'a key in data and binaryData',
    'configmaps',
    { ...configMap('x', { a: '1' }), binaryData: { a: 'YQ==' } },
  ],
  [
    'a Secret of a known type without its keys',
    'secrets',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'x' },
      type: 'kubernetes.io/tls',
      data: {},
    },
  ],
  [
    'a Secret of basic authentication',
    'secrets',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'x' },
      type: 'kubernetes.io/basic-auth',
      data: {},
    },
  ],
  [
    'a Secret for images',
    'secrets',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'x' },
      type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': 'bm8=' },
    },
  ],
  [
    'a Secret that is not base64',
    'secrets',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'x' },
      data: { a: '***' },
    },
  ],
  [
    'a pod without containers',
    'pods',
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'x' },
      spec: { containers: [] },
    },
  ],
  [
    'a pod without a spec',
    'pods',
    { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } },
  ],
  ['a container without an image', 'pods', pod('x', { image: undefined })],
  ['a container without a name', 'pods', pod('x', { name: '' })],
  ['a container name with capitals', 'pods', pod('x', { name: 'Main' })],
  [
    'two containers of one name',
    'pods',
    pod(
      'x',
      {},
      {
        containers: [
          { name: 'a', image: 'x' },
          { name: 'a', image: 'y' },
        ],
      },
    ),
  ],
  [
    'an image pull policy that is none',
    'pods',
    pod('x', { imagePullPolicy: 'Sometimes' }),
  ],
  [
    'a restart policy that is none',
    'pods',
    pod('x', {}, { restartPolicy: 'Maybe' }),
  ],
  [
    'a port out of range',
    'pods',
    pod('x', { ports: [{ containerPort: 70000 }] }),
  ],
  [
    'a port name that is none',
    'pods',
    pod('x', {
      ports: [
        { containerPort: 80, name: 'A_B' },
        { containerPort: 81, name: 'x-too-long-a-port-name' },
      ],
    }),
  ],
  [
    'a port name twice',
    'pods',
    pod('x', {
      ports: [
        { containerPort: 80, name: 'web' },
        { containerPort: 81, name: 'web' },
      ],
    }),
  ],
  [
    'a protocol that is none',
    'pods',
    pod('x', { ports: [{ containerPort: 80, protocol: 'HTTP' }] }),
  ],
  [
    'a variable without a name',
    'pods',
    pod('x', { env: [{ name: '', value: '1' }] }),
  ],
  [
    'a variable with a value and a source',
    'pods',
    pod('x', {
      env: [
        {
          name: 'A',
          value: '1',
          valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
        },
      ],
    }),
  ],
  [
    'a variable from a field that is none',
    'pods',
    pod('x', {
      env: [
        { name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.nothing' } } },
      ],
    }),
  ],
  [
    'a variable from two sources',
    'pods',
    pod('x', {
      env: [
        {
          name: 'A',
          valueFrom: {
            configMapKeyRef: { name: 'a', key: 'b' },
            secretKeyRef: { name: 'a', key: 'b' },
          },
        },
      ],
    }),
  ],
  [
    'requests above limits',
    'pods',
    pod('x', {
      resources: {
        requests: { cpu: '2', memory: '1Gi' },
        limits: { cpu: '1', memory: '1Gi' },
      },
    }),
  ],
  [
    'a negative request',
    'pods',
    pod('x', { resources: { requests: { cpu: '-1' } } }),
  ],
  [
    'a resource that is none',
    'pods',
    pod('x', { resources: { requests: { gold: '1' } } }),
  ],
  [
    'a quantity that is none',
    'pods',
    pod('x', { resources: { requests: { cpu: 'much' } } }),
  ],
  [
    'a probe with two handlers',
    'pods',
    pod('x', {
      livenessProbe: { exec: { command: ['x'] }, tcpSocket: { port: 80 } },
    }),
  ],
  [
    'a probe without a handler',
    'pods',
    pod('x', { readinessProbe: { periodSeconds: 5 } }),
  ],
  [
    'a probe with negative times',
    'pods',
    pod('x', {
      livenessProbe: {
        tcpSocket: { port: 80 },
        periodSeconds: -1,
        timeoutSeconds: -1,
        initialDelaySeconds: -1,
      },
    }),
  ],
  [
    'a liveness probe that needs two successes',
    'pods',
    pod('x', {
      livenessProbe: { tcpSocket: { port: 80 }, successThreshold: 2 },
    }),
  ],
  [
    'a mount of no volume',
    'pods',
    pod('x', { volumeMounts: [{ name: 'none', mountPath: '/x' }] }),
  ],
  [
    'two mounts at one path',
    'pods',
    pod(
      'x',
      {
        volumeMounts: [
          { name: 'a', mountPath: '/x' },
          { name: 'a', mountPath: '/x' },
        ],
      },
      { volumes: [{ name: 'a', emptyDir: {} }] },
    ),
  ],
  [
    'a volume with two sources',
    'pods',
    pod(
      'x',
      {},
      { volumes: [{ name: 'a', emptyDir: {}, configMap: { name: 'c' } }] },
    ),
  ],
  [
    'two volumes of one name',
    'pods',
    pod(
      'x',
      {},
      {
        volumes: [
          { name: 'a', emptyDir: {} },
          { name: 'a', emptyDir: {} },
        ],
      },
    ),
  ],
  [
    'a volume of a ConfigMap without a name',
    'pods',
    pod('x', {}, { volumes: [{ name: 'a', configMap: {} }] }),
  ],
  [
    'a toleration that is none',
    'pods',
    pod(
      'x',
      {},
      {
        tolerations: [
          { key: 'a', operator: 'Exists', value: 'b' },
          { operator: 'Equal', value: 'x' },
          { key: 'c', effect: 'Never' },
        ],
      },
    ),
  ],
  [
    'a node selector that is none',
    'pods',
    pod('x', {}, { nodeSelector: { 'a b': 'c d' } }),
  ],
  [
    'an affinity that is none',
    'pods',
    pod(
      'x',
      {},
      {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                { matchExpressions: [{ key: 'a', operator: 'Near' }] },
              ],
            },
          },
        },
      },
    ),
  ],
  ['a DNS policy that is none', 'pods', pod('x', {}, { dnsPolicy: 'Mine' })],
  ['a host name that is none', 'pods', pod('x', {}, { hostname: 'A_B' })],
  ['a subdomain that is none', 'pods', pod('x', {}, { subdomain: 'A_B' })],
  ['a deadline of nought', 'pods', pod('x', {}, { activeDeadlineSeconds: 0 })],
  [
    'a privileged container that may not escalate',
    'pods',
    pod('x', {
      securityContext: { privileged: true, allowPrivilegeEscalation: false },
    }),
  ],
  [
    'a user below nought',
    'pods',
    pod('x', {}, { securityContext: { runAsUser: -1 } }),
  ],
  ['a number where text is wanted', 'pods', pod('x', { image: 5 })],
  [
    'text where a number is wanted',
    'deployments',
    deployment('x', { replicas: 'two' }),
  ],
  [
    'a list where an object is wanted',
    'deployments',
    { ...deployment('x'), spec: [] },
  ],
  [
    'a selector that does not fit the template',
    'deployments',
    deployment('x', { template: template('y') }),
  ],
  ['no selector', 'deployments', deployment('x', { selector: undefined })],
  ['an empty selector', 'deployments', deployment('x', { selector: {} })],
  [
    'a selector with an operator that is none',
    'deployments',
    deployment('x', {
      selector: {
        matchExpressions: [{ key: 'app', operator: 'Like', values: ['x'] }],
      },
    }),
  ],
  [
    'a selector In without values',
    'deployments',
    deployment('x', {
      selector: {
        matchLabels: { app: 'x' },
        matchExpressions: [{ key: 'app', operator: 'In' }],
      },
    }),
  ],
  ['negative replicas', 'deployments', deployment('x', { replicas: -1 })],
  [
    'a strategy that is none',
    'deployments',
    deployment('x', { strategy: { type: 'Jump' } }),
  ],
  [
    'a rolling update that moves nothing',
    'deployments',
    deployment('x', {
      strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } },
    }),
  ],
  [
    'a rolling update beyond all',
    'deployments',
    deployment('x', {
      strategy: { rollingUpdate: { maxUnavailable: '150%' } },
    }),
  ],
  [
    'a rolling update in words',
    'deployments',
    deployment('x', { strategy: { rollingUpdate: { maxSurge: 'few' } } }),
  ],
  [
    'a deadline before readiness',
    'deployments',
    deployment('x', { minReadySeconds: 10, progressDeadlineSeconds: 5 }),
  ],
  [
    'a restart policy in a Deployment',
    'deployments',
    deployment('x', {
      template: {
        ...template('x'),
        spec: { ...template('x').spec, restartPolicy: 'Never' },
      },
    }),
  ],
  [
    'a Deployment with nothing in it',
    'deployments',
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' } },
  ],
  [
    'a history below nought',
    'deployments',
    deployment('x', { revisionHistoryLimit: -1 }),
  ],
  [
    'a StatefulSet policy that is none',
    'statefulsets',
    statefulSet('x', { podManagementPolicy: 'Random' }),
  ],
  [
    'a StatefulSet update that is none',
    'statefulsets',
    statefulSet('x', { updateStrategy: { type: 'Jump' } }),
  ],
  [
    'a partition below nought',
    'statefulsets',
    statefulSet('x', {
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: -1 },
      },
    }),
  ],
  [
    'a DaemonSet update that is none',
    'daemonsets',
    daemonSet('x', { updateStrategy: { type: 'Jump' } }),
  ],
  [
    'a DaemonSet without a fitting selector',
    'daemonsets',
    daemonSet('x', { template: template('y') }),
  ],
  [
    'a Job that restarts always',
    'jobs',
    job('x', {}, { restartPolicy: 'Always' }),
  ],
  [
    'a Job below nought',
    'jobs',
    job('x', {
      parallelism: -1,
      completions: -1,
      backoffLimit: -1,
      activeDeadlineSeconds: -1,
      ttlSecondsAfterFinished: -1,
    }),
  ],
  [
    'a Job with a selector of its own',
    'jobs',
    job('x', { selector: { matchLabels: { a: 'b' } } }),
  ],
  [
    'an indexed Job with too much at once',
    'jobs',
    job('x', {
      completionMode: 'Indexed',
      completions: 3,
      parallelism: 200000,
    }),
  ],
  [
    'a completion mode that is none',
    'jobs',
    job('x', { completionMode: 'Some' }),
  ],
  [
    'a schedule that is none',
    'cronjobs',
    cronJob('x', { schedule: 'every now and then' }),
  ],
  [
    'a schedule of six fields',
    'cronjobs',
    cronJob('x', { schedule: '1 2 3 4 5 6' }),
  ],
  [
    'a schedule out of range',
    'cronjobs',
    cronJob('x', { schedule: '61 * * * *' }),
  ],
  ['an empty schedule', 'cronjobs', cronJob('x', { schedule: '' })],
  [
    'a schedule with its own zone',
    'cronjobs',
    cronJob('x', { schedule: 'TZ=UTC * * * * *' }),
  ],
  ['a zone that is none', 'cronjobs', cronJob('x', { timeZone: 'Mars/Base' })],
  [
    'a concurrency policy that is none',
    'cronjobs',
    cronJob('x', { concurrencyPolicy: 'Perhaps' }),
  ],
  ['a CronJob name that is too long', 'cronjobs', cronJob('x'.repeat(53))],
  ['a Service without ports', 'services', service('x', { ports: [] })],
  [
    'a Service port out of range',
    'services',
    service('x', { ports: [{ port: 0 }] }),
  ],
  [
    'a Service with two ports without names',
    'services',
    service('x', { ports: [{ port: 80 }, { port: 81 }] }),
  ],
  [
    'a Service with a port twice',
    'services',
    service('x', {
      ports: [
        { name: 'a', port: 80 },
        { name: 'b', port: 80 },
      ],
    }),
  ],
  ['a Service type that is none', 'services', service('x', { type: 'Magic' })],
  [
    'an external name that is missing',
    'services',
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'x' },
      spec: { type: 'ExternalName' },
    },
  ],
  [
    'a cluster IP that is none',
    'services',
    service('x', { clusterIP: 'home' }),
  ],
  [
    'a session affinity that is none',
    'services',
    service('x', { sessionAffinity: 'Cookie' }),
  ],
  [
    'a selector of a Service that is none',
    'services',
    service('x', { selector: { 'a b': 'c' } }),
  ],
  [
    'a node port out of range',
    'services',
    service('x', { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }),
  ],
  [
    'an Ingress path that is none',
    'ingresses',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'x' },
      spec: {
        rules: [
          {
            host: 'Bad_Host',
            http: {
              paths: [
                { path: 'x', pathType: 'Prefix', backend: {} },
                { path: '/y', backend: { service: { name: 'a', port: {} } } },
              ],
            },
          },
        ],
      },
    },
  ],
  [
    'an Ingress without rules',
    'ingresses',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'x' },
      spec: {},
    },
  ],
  [
    'a NetworkPolicy port that is none',
    'networkpolicies',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'x' },
      spec: {
        podSelector: {},
        policyTypes: ['Sideways'],
        ingress: [
          { from: [{ ipBlock: { cidr: 'home' } }], ports: [{ port: 70000 }] },
        ],
      },
    },
  ],
  [
    'a budget with both bounds',
    'poddisruptionbudgets',
    budget('x', { minAvailable: 1, maxUnavailable: 1 }),
  ],
  [
    'a budget with per cent that is none',
    'poddisruptionbudgets',
    budget('x', { minAvailable: '150%' }),
  ],
  [
    'a budget below nought',
    'poddisruptionbudgets',
    budget('x', { maxUnavailable: -1 }),
  ],
  [
    'a budget in words',
    'poddisruptionbudgets',
    budget('x', { minAvailable: 'all' }),
  ],
  [
    'an autoscaler without bounds',
    'horizontalpodautoscalers',
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'x' },
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'x' },
        maxReplicas: 0,
      },
    },
  ],
  [
    'an autoscaler with bounds turned round',
    'horizontalpodautoscalers',
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'x' },
      spec: {
        scaleTargetRef: { kind: 'Deployment', name: 'x' },
        minReplicas: 5,
        maxReplicas: 2,
      },
    },
  ],
  [
    'an autoscaler without a target',
    'horizontalpodautoscalers',
    {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'x' },
      spec: {
        scaleTargetRef: {},
        maxReplicas: 2,
        metrics: [{ type: 'Resource' }],
      },
    },
  ],
  [
    'a Role with paths',
    'roles',
    role('x', [{ nonResourceURLs: ['/x'], verbs: ['get'] }]),
  ],
  [
    'a Role without verbs',
    'roles',
    role('x', [{ apiGroups: [''], resources: ['pods'], verbs: [] }]),
  ],
  [
    'a Role without groups',
    'roles',
    role('x', [{ resources: ['pods'], verbs: ['get'] }]),
  ],
  [
    'a binding without a role',
    'rolebindings',
    {
      ...binding('x', 'a', { clusterRole: 'view' }),
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: '',
      },
    },
  ],
  [
    'a binding to another kind',
    'rolebindings',
    {
      ...binding('x', 'a', { clusterRole: 'view' }),
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'Group',
        name: 'a',
      },
    },
  ],
  [
    'a binding of a ServiceAccount of another group',
    'rolebindings',
    {
      ...binding('x', 'a', { clusterRole: 'view' }),
      subjects: [
        { kind: 'ServiceAccount', name: 'A_B', apiGroup: 'example.com' },
        { kind: 'User', name: 'x', apiGroup: 'example.com' },
      ],
    },
  ],
  [
    'a binding of nobody',
    'rolebindings',
    {
      ...binding('x', 'a', { clusterRole: 'view' }),
      subjects: [
        { kind: 'User', name: '', apiGroup: 'rbac.authorization.k8s.io' },
      ],
    },
  ],
  [
    'a claim without size',
    'persistentvolumeclaims',
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'x' },
      spec: { accessModes: ['ReadWriteOnce'] },
    },
  ],
  [
    'a claim with a mode that is none',
    'persistentvolumeclaims',
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'x' },
      spec: {
        accessModes: ['Sometimes'],
        resources: { requests: { storage: '1Gi' } },
      },
    },
  ],
  [
    'a lease of no time',
    'leases',
    {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'x' },
      spec: { leaseDurationSeconds: 0, leaseTransitions: -1 },
    },
  ],
  [
    'a quota that is none',
    'resourcequotas',
    {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'x' },
      spec: { hard: { gold: '1' } },
    },
  ],
  [
    'a limit range turned round',
    'limitranges',
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'x' },
      spec: {
        limits: [{ type: 'Container', min: { cpu: '2' }, max: { cpu: '1' } }],
      },
    },
  ],
  [
    'a namespace name that is none',
    'namespaces',
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'Bad.Name' } },
  ],
  [
    'a node with a taint that is none',
    'nodes',
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name: 'x' },
      spec: { taints: [{ key: 'a', effect: 'Never' }] },
    },
  ],
  [
    'a priority that is too high',
    'priorityclasses',
    {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'x' },
      value: 2000000000,
    },
  ],
  [
    'a storage class without a provisioner',
    'storageclasses',
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: 'x' },
      reclaimPolicy: 'Burn',
      volumeBindingMode: 'Later',
    },
  ],
  [
    'a definition that is none',
    'customresourcedefinitions',
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'x' },
      spec: {
        group: 'example.com',
        names: { plural: 'things', kind: 'Thing' },
        scope: 'Namespaced',
        versions: [{ name: 'v1', served: true, storage: true }],
      },
    },
  ],
];

/** Changes that a server must refuse. @type {Array<[what: string, resource: string, object: Raw, change: Raw]>} */
const fixed = [
  [
    'the selector of a Deployment',
    'deployments',
    deployment('x', { replicas: 0 }),
    {
      spec: {
        selector: { matchLabels: { app: 'y' } },
        template: { metadata: { labels: { app: 'y' } } },
      },
    },
  ],
  [
    'the service name of a StatefulSet',
    'statefulsets',
    statefulSet('x', { replicas: 0 }),
    { spec: { serviceName: 'y' } },
  ],
  [
    'the claims of a StatefulSet',
    'statefulsets',
    statefulSet('x', { replicas: 0 }),
    { spec: { podManagementPolicy: 'Parallel' } },
  ],
  [
    'the selector of a DaemonSet',
    'daemonsets',
    daemonSet('x', {
      template: {
        ...template('x'),
        spec: { ...template('x').spec, nodeSelector: { no: 'where' } },
      },
    }),
    {
      spec: {
        selector: { matchLabels: { app: 'y' } },
        template: { metadata: { labels: { app: 'y' } } },
      },
    },
  ],
  [
    'the address of a Service',
    'services',
    service('x'),
    { spec: { clusterIP: '10.96.0.77' } },
  ],
  [
    'the type of a Secret',
    'secrets',
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' } },
    { type: 'kubernetes.io/tls' },
  ],
  [
    'the class of a claim',
    'persistentvolumeclaims',
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'x' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'a',
        resources: { requests: { storage: '1Gi' } },
      },
    },
    { spec: { accessModes: ['ReadOnlyMany'] } },
  ],
  ['a name', 'configmaps', configMap('x'), { metadata: { name: 'y' } }],
  ['a uid', 'configmaps', configMap('x'), { metadata: { uid: 'y' } }],
  [
    'the creation',
    'configmaps',
    configMap('x'),
    { metadata: { creationTimestamp: '2001-01-01T00:00:00Z' } },
  ],
  [
    'the generateName',
    'configmaps',
    configMap('x'),
    { metadata: { generateName: 'y' } },
  ],
  [
    'the role of a binding',
    'rolebindings',
    binding('x', 'a', { clusterRole: 'view' }),
    { roleRef: { kind: 'Role' } },
  ],
];

export const validation = area('validation', {
  ...Object.fromEntries(
    refused.map(([what, resource, object]) => [
      what,
      async (/** @type {import('../support/Trial.mjs').Trial} */ t) => {
        await t.namespace();
        const { status } = await t.post(t.at(resource), object, { expect: 0 });
        if (status < 400) throw new Error(`${what} was taken with ${status}`);
      },
    ]),
  ),
  ...Object.fromEntries(
    fixed.map(([what, resource, object, change]) => [
      `${what} stays`,
      async (/** @type {import('../support/Trial.mjs').Trial} */ t) => {
        await t.namespace();
        await t.post(t.at(resource), object, { quiet: true });
        await t.patch('merge', t.at(resource, 'x'), change, {
          expect: 0,
          pick: b =>
            b.kind === 'Status'
              ? {
                  ...b,
                  message: long(b.message),
                  details: {
                    ...b.details,
                    causes: b.details?.causes?.map((/** @type {Raw} */ c) => ({
                      ...c,
                      message: long(c.message),
                    })),
                  },
                }
              : { kind: b.kind, created: b.metadata.creationTimestamp },
        });
      },
    ]),
  ),
});

/** A refusal may show the whole spec, or a comparison: its beginning is enough. @param {string} text */
const long = text =>
  text.length > 300 ? text.slice(0, 80) : text.split('\n')[0];
