import { Engine } from '../engine/Engine';
import { controllerRef } from '../engine/SystemClient';
import { Raw } from '../types';
import { equalJson } from '../util/json';
import { formatTime } from '../util/time';
import { Controller, keyFor } from './Controller';
import { isFinished, isReady } from './pods';

const SLICES = 'endpointslices.discovery.k8s.io';

/** Lists the pods behind every Service, as Endpoints and EndpointSlices. */
export class EndpointsController extends Controller {
  constructor(engine: Engine) {
    super(engine, 'endpointslice-controller');
    this.watchOwn('services');
    engine.store.listen('pods', event => {
      const before: Raw = event.previous;
      const after: Raw = event.object;
      if (
        event.type === 'MODIFIED' &&
        equalJson(before.status?.conditions, after.status?.conditions) &&
        before.status?.podIP === after.status?.podIP &&
        before.metadata.deletionTimestamp ===
          after.metadata.deletionTimestamp &&
        equalJson(before.metadata.labels, after.metadata.labels)
      ) {
        return;
      }
      for (const service of engine.list('services', after.metadata.namespace)) {
        if (selects(service, after) || (before && selects(service, before)))
          this.enqueue(keyFor(service));
      }
    });
  }

  protected reconcile(key: string): void {
    const service = this.read('services', key);
    const [namespace, name] = key.split('/');
    if (!service) {
      const left = this.client.get('endpoints', namespace, name);
      if (
        left?.metadata.annotations?.[
          'endpoints.kubernetes.io/last-change-trigger-time'
        ]
      )
        this.client.delete('endpoints', left);
      return;
    }
    if (!service.spec.selector) return;
    const pods = this.engine
      .list('pods', namespace)
      .filter(
        p => selects(service, p) && (p as Raw).status?.podIP && !isFinished(p),
      ) as Raw[];
    pods.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
    this.#endpoints(service, pods);
    this.#slice(service, pods);
  }

  #endpoints(service: Raw, pods: Raw[]): void {
    const address = (p: Raw) => ({
      ip: p.status.podIP,
      nodeName: p.spec.nodeName,
      targetRef: {
        kind: 'Pod',
        namespace: p.metadata.namespace,
        name: p.metadata.name,
        uid: p.metadata.uid,
      },
    });
    const usable = pods.filter(p => !p.metadata.deletionTimestamp);
    const ready = usable.filter(isReady).map(address);
    const notReady = usable.filter(p => !isReady(p)).map(address);
    const ports = servicePorts(service, pods[0]).map(
      ({ name, port, protocol }) => ({
        ...(name ? { name } : {}),
        port,
        protocol,
      }),
    );
    const subsets =
      usable.length === 0
        ? undefined
        : [
            {
              ...(ready.length ? { addresses: ready } : {}),
              ...(notReady.length ? { notReadyAddresses: notReady } : {}),
              ports,
            },
          ];
    const old = this.client.get(
      'endpoints',
      service.metadata.namespace,
      service.metadata.name,
    );
    if (old && equalJson(old.subsets, subsets)) return;
    const meta = {
      name: service.metadata.name,
      namespace: service.metadata.namespace,
      labels: {
        ...service.metadata.labels,
        'endpoints.kubernetes.io/managed-by': 'endpoint-controller',
      },
      annotations: {
        'endpoints.kubernetes.io/last-change-trigger-time': formatTime(
          this.now(),
        ),
      },
    };
    if (old)
      this.client.update('endpoints', old, {
        ...old,
        metadata: { ...old.metadata, annotations: meta.annotations },
        subsets,
      });
    else
      this.client.create('endpoints', {
        apiVersion: 'v1',
        kind: 'Endpoints',
        metadata: meta,
        subsets,
      });
  }

  #slice(service: Raw, pods: Raw[]): void {
    const endpoints = pods.map(p => ({
      addresses: [p.status.podIP],
      conditions: {
        ready: isReady(p) && !p.metadata.deletionTimestamp,
        serving: isReady(p),
        terminating: Boolean(p.metadata.deletionTimestamp),
      },
      targetRef: {
        kind: 'Pod',
        namespace: p.metadata.namespace,
        name: p.metadata.name,
        uid: p.metadata.uid,
      },
      nodeName: p.spec.nodeName,
    }));
    const ports = servicePorts(service, pods[0]).map(
      ({ name, port, protocol }) => ({ name: name ?? '', port, protocol }),
    );
    const old = this.engine
      .list(SLICES, service.metadata.namespace)
      .find(
        s =>
          s.metadata.labels?.['kubernetes.io/service-name'] ===
          service.metadata.name,
      ) as Raw;
    const body = {
      endpoints: endpoints.length > 0 ? endpoints : null,
      ports: pods.length > 0 ? ports : null,
    };
    if (old) {
      if (
        equalJson(old.endpoints ?? null, body.endpoints) &&
        equalJson(old.ports ?? null, body.ports)
      )
        return;
      this.client.update(SLICES, old, { ...old, ...body });
      return;
    }
    this.client.create(SLICES, {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      addressType: 'IPv4',
      metadata: {
        generateName: `${service.metadata.name}-`,
        namespace: service.metadata.namespace,
        labels: {
          ...service.metadata.labels,
          'endpointslice.kubernetes.io/managed-by':
            'endpointslice-controller.k8s.io',
          'kubernetes.io/service-name': service.metadata.name,
        },
        ownerReferences: [controllerRef(service)],
      },
      ...body,
    });
  }
}

function selects(service: Raw, pod: Raw): boolean {
  const selector = Object.entries(service.spec?.selector ?? {});
  return (
    selector.length > 0 &&
    selector.every(([k, v]) => pod.metadata.labels?.[k] === v)
  );
}

function servicePorts(
  service: Raw,
  pod: Raw,
): { name?: string; port: number; protocol: string }[] {
  return (service.spec.ports ?? []).flatMap((p: Raw) => {
    let port = p.targetPort;
    if (typeof port === 'string')
      port = (pod?.spec.containers ?? [])
        .flatMap((c: Raw) => c.ports ?? [])
        .find((c: Raw) => c.name === p.targetPort)?.containerPort;
    return port === undefined
      ? []
      : [{ name: p.name, port, protocol: p.protocol }];
  });
}
