import { Controllers } from '../controllers/startControllers';
import { Engine } from '../engine/Engine';
import { SystemClient } from '../engine/SystemClient';
import { servedVersion } from '../registry/Registry';
import { Raw } from '../types';
import { formatMicroTime, formatTime } from '../util/time';
import { systemRoles } from './systemRoles';

/** A node to make. @public */
export interface NodeOptions {
  /** The name of the node. */
  name: string;
  /** Its processors, as a quantity. Default 8. */
  cpu?: string;
  /** Its memory, as a quantity. Default 32Gi. */
  memory?: string;
  /** Labels beside the usual ones. */
  labels?: Record<string, string>;
  /** What keeps pods away that do not tolerate it. */
  taints?: { key: string; value?: string; effect: string }[];
}

function condition(
  type: string,
  status: string,
  reason: string,
  message: string,
  time: string,
): Raw {
  return {
    type,
    status,
    lastHeartbeatTime: time,
    lastTransitionTime: time,
    reason,
    message,
  };
}

/** A node with its status, ready for pods. */
function nodeObject(options: NodeOptions, index: number, now: number): Raw {
  const time = formatTime(now);
  const capacity = {
    cpu: options.cpu ?? '8',
    'ephemeral-storage': '101430960Ki',
    'hugepages-2Mi': '0',
    memory: options.memory ?? '32Gi',
    pods: '250',
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name: options.name,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': options.name,
        'kubernetes.io/os': 'linux',
        ...options.labels,
      },
      annotations: { 'node.alpha.kubernetes.io/ttl': '0' },
    },
    spec: {
      podCIDR: `10.244.${index}.0/24`,
      podCIDRs: [`10.244.${index}.0/24`],
      ...(options.taints ? { taints: options.taints } : {}),
    },
    status: {
      capacity,
      allocatable: { ...capacity },
      conditions: [
        condition(
          'MemoryPressure',
          'False',
          'KubeletHasSufficientMemory',
          'kubelet has sufficient memory available',
          time,
        ),
        condition(
          'DiskPressure',
          'False',
          'KubeletHasNoDiskPressure',
          'kubelet has no disk pressure',
          time,
        ),
        condition(
          'PIDPressure',
          'False',
          'KubeletHasSufficientPID',
          'kubelet has sufficient PID available',
          time,
        ),
        condition(
          'Ready',
          'True',
          'KubeletReady',
          'kubelet is posting ready status',
          time,
        ),
      ],
      addresses: [
        { type: 'InternalIP', address: `192.168.10.${10 + index}` },
        { type: 'Hostname', address: options.name },
      ],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
      nodeInfo: {
        machineID: '',
        systemUUID: '',
        bootID: '',
        kernelVersion: '6.12.0-practice',
        osImage: 'Practice Linux',
        containerRuntimeVersion: 'containerd://2.1.0',
        kubeletVersion: servedVersion(),
        kubeProxyVersion: '',
        operatingSystem: 'linux',
        architecture: 'amd64',
      },
    },
  };
}

/** Furnishes an empty cluster: namespaces, roles, nodes, a storage class. */
export function bootstrap(
  engine: Engine,
  controllers: Controllers,
  nodes: NodeOptions[],
): void {
  const client = new SystemClient(engine, 'kube-apiserver');
  for (const name of [
    'default',
    'kube-system',
    'kube-public',
    'kube-node-lease',
  ]) {
    client.create('namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
    controllers.namespaces.furnish(name);
  }
  for (const object of systemRoles()) {
    client.create(
      object.kind === 'ClusterRole'
        ? 'clusterroles.rbac.authorization.k8s.io'
        : 'clusterrolebindings.rbac.authorization.k8s.io',
      object,
    );
  }
  for (const [name, value, description] of [
    [
      'system-cluster-critical',
      2000000000,
      'Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.',
    ],
    [
      'system-node-critical',
      2000001000,
      'Used for system critical pods that must not be moved from their current node.',
    ],
  ] as const) {
    client.create('priorityclasses.scheduling.k8s.io', {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name },
      value,
      description,
    });
  }
  client.create('storageclasses.storage.k8s.io', {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: 'standard',
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: 'practice.local/hostpath',
  });
  client.create('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name: 'kubernetes',
      namespace: 'default',
      labels: { component: 'apiserver', provider: 'kubernetes' },
    },
    spec: {
      clusterIP: '10.96.0.1',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
    },
  });
  for (const name of ['controller-manager', 'etcd-0', 'scheduler']) {
    const conditions = [{ type: 'Healthy', status: 'True', message: 'ok' }];
    engine.store.put('componentstatuses', name, {
      apiVersion: 'v1',
      kind: 'ComponentStatus',
      metadata: { name },
      conditions,
    });
  }
  nodes.forEach((options, i) =>
    client.create('nodes', nodeObject(options, i, engine.clock.now())),
  );
  nodes.forEach(({ name }) => {
    const node = engine.find('nodes', undefined, name)!;
    client.create('leases.coordination.k8s.io', {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: {
        name,
        namespace: 'kube-node-lease',
        ownerReferences: [
          { apiVersion: 'v1', kind: 'Node', name, uid: node.metadata.uid! },
        ],
      },
      spec: {
        holderIdentity: name,
        leaseDurationSeconds: 40,
        renewTime: formatMicroTime(engine.clock.now()),
      },
    });
  });
}
