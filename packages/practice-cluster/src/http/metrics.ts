import { parseLabelSelector } from '../api/selectors';
import { containerUsage, podUsage } from '../kubelet/usage';
import { notFound } from '../status/errors';
import { KubeObject, Raw } from '../types';
import { quantityMilli, quantityValue } from '../util/quantity';
import { formatTime } from '../util/time';
import { ClusterContext } from './ClusterContext';
import { Exchange } from './Exchange';
import { respondJson } from './respond';

const API = 'metrics.k8s.io/v1beta1';

function head(object: KubeObject, kind: string, now: number): Raw {
  const { name, namespace, labels } = object.metadata;
  return {
    kind,
    apiVersion: API,
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      creationTimestamp: formatTime(now),
      ...(labels ? { labels } : {}),
    },
    timestamp: formatTime(now - (now % 15_000)),
    window: '15s',
  };
}

function podMetrics(context: ClusterContext, pod: Raw): Raw {
  const now = context.engine.clock.now();
  const containers = pod.spec.containers.map((c: Raw) => ({
    name: c.name,
    usage: containerUsage(context.kubelet, pod, c, now),
  }));
  return { ...head(pod, 'PodMetrics', now), containers };
}

function nodeMetrics(context: ClusterContext, node: Raw): Raw {
  const now = context.engine.clock.now();
  let cpu = 150;
  let memory = 600 * 1024 ** 2;
  for (const pod of context.engine.list('pods') as Raw[]) {
    if (
      pod.spec.nodeName !== node.metadata.name ||
      pod.status?.phase !== 'Running'
    )
      continue;
    const usage = podUsage(context.kubelet, pod, now);
    cpu += quantityMilli(usage.cpu);
    memory += quantityValue(usage.memory);
  }
  return {
    ...head(node, 'NodeMetrics', now),
    usage: { cpu: `${cpu}m`, memory: `${Math.round(memory / 1024)}Ki` },
  };
}

/** Answers what `kubectl top` asks for. */
export function handleMetrics(
  context: ClusterContext,
  exchange: Exchange,
): void {
  const { info, query } = exchange;
  const { engine } = context;
  const isPods = info.resource === 'pods';
  const measure = (o: KubeObject) =>
    isPods ? podMetrics(context, o) : nodeMetrics(context, o);
  const running = (o: KubeObject) =>
    !isPods ||
    ((o as Raw).status?.containerStatuses ?? []).some(
      (c: Raw) => c.state?.running,
    );
  if (info.name) {
    const object = engine.find(
      info.resource,
      isPods ? info.namespace : undefined,
      info.name,
    );
    if (!object || !running(object)) {
      const subject = isPods
        ? { group: 'metrics.k8s.io', resource: 'podmetrics' }
        : { group: 'metrics.k8s.io', resource: 'nodemetrics' };
      throw notFound(
        subject,
        isPods ? `${info.namespace}/${info.name}` : info.name,
      );
    }
    respondJson(exchange, 200, measure(object));
    return;
  }
  const selects = parseLabelSelector(query.get('labelSelector') ?? undefined);
  const items = engine
    .list(info.resource, isPods ? info.namespace : undefined)
    .filter(o => running(o) && (!selects || selects(o)))
    .map(measure);
  respondJson(exchange, 200, {
    kind: isPods ? 'PodMetricsList' : 'NodeMetricsList',
    apiVersion: API,
    metadata: {},
    items,
  });
}
