import { Raw } from '../types';
import {
  accessModes,
  age,
  formatLabels,
  formatSelector,
  shorten,
  since,
} from './format';
import { podCells } from './podRow';

type Cells = (object: Raw, now: number) => Raw[];

const node: Cells = (o, now) => {
  const ready = (o.status?.conditions ?? []).find(
    (c: Raw) => c.type === 'Ready',
  );
  const readyState = ready?.status === 'True' ? 'Ready' : 'NotReady';
  const states = [ready ? readyState : 'Unknown'];
  if (o.spec?.unschedulable) states.push('SchedulingDisabled');
  const roles = Object.keys(o.metadata.labels ?? {})
    .filter(l => l.startsWith('node-role.kubernetes.io/') && l.length > 24)
    .map(l => l.slice(24))
    .sort();
  const address = (type: string) =>
    (o.status?.addresses ?? []).find((a: Raw) => a.type === type)?.address ??
    '<none>';
  const info = o.status?.nodeInfo ?? {};
  const kernel = `${info.kernelVersion || '<unknown>'}${
    info.architecture ? ` (${info.architecture})` : ''
  }`;
  return [
    o.metadata.name,
    states.join(','),
    roles.join(',') || '<none>',
    age(o, now),
    info.kubeletVersion ?? '',
    address('InternalIP'),
    address('ExternalIP'),
    info.osImage || '<unknown>',
    kernel,
    info.containerRuntimeVersion || '<unknown>',
  ];
};

function externalIp(o: Raw): string {
  const external: string[] = o.spec.externalIPs ?? [];
  switch (o.spec.type) {
    case 'LoadBalancer': {
      const ips = (o.status?.loadBalancer?.ingress ?? []).map(
        (i: Raw) => i.ip ?? i.hostname,
      );
      return [...ips, ...external].join(',') || '<pending>';
    }
    case 'ExternalName':
      return o.spec.externalName;
    default:
      return external.join(',') || '<none>';
  }
}

const service: Cells = (o, now) => [
  o.metadata.name,
  o.spec.type,
  o.spec.clusterIPs?.[0] || '<none>',
  externalIp(o),
  (o.spec.ports ?? [])
    .map(
      (p: Raw) =>
        `${p.port}${p.nodePort ? `:${p.nodePort}` : ''}/${p.protocol}`,
    )
    .join(',') || '<none>',
  age(o, now),
  formatLabels(o.spec.selector),
];

const endpoints: Cells = (o, now) => {
  const all: string[] = [];
  for (const subset of o.subsets ?? []) {
    const addresses: string[] = (subset.addresses ?? []).map((a: Raw) => a.ip);
    if ((subset.ports ?? []).length === 0) all.push(...addresses);
    for (const port of subset.ports ?? [])
      all.push(...addresses.map(ip => `${ip}:${port.port}`));
  }
  return [o.metadata.name, shorten(all, all.length, 3), age(o, now)];
};

const endpointSlice: Cells = (o, now) => {
  const ports: string[] = (o.ports ?? []).map((p: Raw) =>
    p.port === undefined ? '*' : String(p.port),
  );
  const addresses: string[] = (o.endpoints ?? []).flatMap(
    (e: Raw) => e.addresses ?? [],
  );
  return [
    o.metadata.name,
    o.addressType,
    ports.length === 0 ? '<unset>' : shorten(ports, ports.length, 3),
    addresses.length === 0
      ? '<unset>'
      : shorten(addresses, addresses.length, 3),
    age(o, now),
  ];
};

function eventSource(o: Raw): string {
  const component = o.source?.component || o.reportingComponent || '';
  const host = o.source?.host || o.reportingInstance || '';
  const showsHost = host && (o.source?.host || !o.source?.component);
  return showsHost ? `${component}, ${host}` : component;
}

const event: Cells = (o, now) => {
  const first = o.firstTimestamp
    ? since(o.firstTimestamp, now)
    : since(o.eventTime, now);
  let last = o.lastTimestamp ? since(o.lastTimestamp, now) : first;
  let count = o.count || 1;
  if (o.series) {
    last = since(o.series.lastObservedTime, now);
    count = o.series.count;
  }
  const kind = (o.involvedObject?.kind ?? '').toLowerCase();
  return [
    last,
    o.type ?? '',
    o.reason ?? '',
    o.involvedObject?.name ? `${kind}/${o.involvedObject.name}` : kind,
    o.involvedObject?.fieldPath ?? '',
    eventSource(o),
    (o.message ?? '').trim(),
    first,
    count,
    o.metadata.name,
  ];
};

const persistentVolume: Cells = (o, now) => [
  o.metadata.name,
  o.spec.capacity?.storage ?? '0',
  accessModes(o.spec.accessModes),
  o.spec.persistentVolumeReclaimPolicy ?? '',
  o.metadata.deletionTimestamp ? 'Terminating' : o.status?.phase ?? '',
  o.spec.claimRef ? `${o.spec.claimRef.namespace}/${o.spec.claimRef.name}` : '',
  o.spec.storageClassName ?? '',
  o.spec.volumeAttributesClassName ?? '<unset>',
  o.status?.reason ?? '',
  age(o, now),
  o.spec.volumeMode ?? '<unset>',
];

const persistentVolumeClaim: Cells = (o, now) => [
  o.metadata.name,
  o.metadata.deletionTimestamp ? 'Terminating' : o.status?.phase ?? '',
  o.spec.volumeName ?? '',
  o.spec.volumeName ? o.status?.capacity?.storage ?? '0' : '',
  o.spec.volumeName ? accessModes(o.status?.accessModes) : '',
  o.spec.storageClassName ?? '',
  o.spec.volumeAttributesClassName ?? '<unset>',
  age(o, now),
  o.spec.volumeMode ?? '<unset>',
];

const resourceQuota: Cells = (o, now) => {
  const cell = (limits: boolean) =>
    Object.keys(o.status?.hard ?? {})
      .sort()
      .filter(r => r.startsWith('limits.') === limits)
      .map(r => `${r}: ${o.status.used?.[r] ?? '0'}/${o.status.hard[r]}`)
      .join(', ');
  return [o.metadata.name, cell(false), cell(true), age(o, now)];
};

function subjects(o: Raw): [string, string, string] {
  const of = (kind: string) =>
    (o.subjects ?? [])
      .filter((s: Raw) => s.kind === kind)
      .map((s: Raw) =>
        kind === 'ServiceAccount' && s.namespace
          ? `${s.namespace}/${s.name}`
          : s.name,
      );
  return [
    of('User').join(', '),
    of('Group').join(', '),
    of('ServiceAccount').join(', '),
  ];
}

const binding: Cells = (o, now) => [
  o.metadata.name,
  `${o.roleRef.kind}/${o.roleRef.name}`,
  age(o, now),
  ...subjects(o),
];

const ingress: Cells = (o, now) => {
  const hosts: string[] = (o.spec.rules ?? [])
    .map((r: Raw) => r.host)
    .filter(Boolean);
  const shown = hosts.length === 0 ? '*' : shorten(hosts, hosts.length, 3);
  const address = (o.status?.loadBalancer?.ingress ?? [])
    .map((i: Raw) => i.ip ?? i.hostname)
    .join(',');
  return [
    o.metadata.name,
    o.spec.ingressClassName ?? '<none>',
    shown,
    address,
    (o.spec.tls ?? []).length > 0 ? '80, 443' : '80',
    age(o, now),
  ];
};

const storageClass: Cells = (o, now) => [
  `${o.metadata.name}${
    o.metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] ===
    'true'
      ? ' (default)'
      : ''
  }`,
  o.provisioner,
  o.reclaimPolicy ?? 'Delete',
  o.volumeBindingMode ?? '<unset>',
  o.allowVolumeExpansion ?? false,
  age(o, now),
];

/** Table cells of everything but workloads. */
export const coreRows: Record<string, Cells> = {
  Pod: podCells,
  Node: node,
  Service: service,
  Endpoints: endpoints,
  EndpointSlice: endpointSlice,
  Event: event,
  Namespace: (o, now) => [o.metadata.name, o.status?.phase ?? '', age(o, now)],
  Secret: (o, now) => [
    o.metadata.name,
    o.type ?? '',
    Object.keys(o.data ?? {}).length,
    age(o, now),
  ],
  ConfigMap: (o, now) => [
    o.metadata.name,
    Object.keys(o.data ?? {}).length + Object.keys(o.binaryData ?? {}).length,
    age(o, now),
  ],
  ServiceAccount: (o, now) => [o.metadata.name, age(o, now)],
  PersistentVolume: persistentVolume,
  PersistentVolumeClaim: persistentVolumeClaim,
  ResourceQuota: resourceQuota,
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  Ingress: ingress,
  IngressClass: (o, now) => [
    o.metadata.name,
    o.spec?.controller ?? '',
    o.spec?.parameters
      ? `${o.spec.parameters.kind}${
          o.spec.parameters.apiGroup ? `.${o.spec.parameters.apiGroup}` : ''
        }/${o.spec.parameters.name}`
      : '<none>',
    age(o, now),
  ],
  NetworkPolicy: (o, now) => [
    o.metadata.name,
    formatSelector(o.spec?.podSelector),
    age(o, now),
  ],
  Lease: (o, now) => [
    o.metadata.name,
    o.spec?.holderIdentity ?? '',
    age(o, now),
  ],
  StorageClass: storageClass,
  PriorityClass: (o, now) => [
    o.metadata.name,
    o.value ?? 0,
    o.globalDefault ?? false,
    age(o, now),
    o.preemptionPolicy ?? '',
  ],
};
