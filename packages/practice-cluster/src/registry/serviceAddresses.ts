import { Raw } from '../types';
import { StrategyContext } from './Strategy';

/** Gives a Service its cluster address and node ports. */
export function allocateAddresses(
  service: Raw,
  context: StrategyContext,
): void {
  const { spec } = service;
  if (spec.type === 'ExternalName') {
    delete spec.clusterIP;
    delete spec.clusterIPs;
    return;
  }
  const others = context
    .list('services')
    .filter(s => s.metadata.uid !== service.metadata.uid) as Raw[];
  if (!spec.clusterIP) {
    const taken = new Set(others.map(s => s.spec.clusterIP));
    do {
      spec.clusterIP = `10.96.${context.random.int(256)}.${
        1 + context.random.int(254)
      }`;
    } while (taken.has(spec.clusterIP));
  }
  spec.clusterIPs = [spec.clusterIP];
  if (!spec.ipFamilies) spec.ipFamilies = ['IPv4'];
  if (!spec.ipFamilyPolicy) spec.ipFamilyPolicy = 'SingleStack';
  if (spec.type !== 'NodePort' && spec.type !== 'LoadBalancer') {
    for (const port of spec.ports ?? []) delete port.nodePort;
    return;
  }
  const taken = new Set(
    others.flatMap(s => (s.spec.ports ?? []).map((p: Raw) => p.nodePort)),
  );
  for (const port of spec.ports ?? []) {
    while (!port.nodePort || (taken.has(port.nodePort) && !port.nodePort))
      port.nodePort = 30000 + context.random.int(2768);
  }
}

/** Takes away what a Service of another type had and this one has no use for. */
export function dropUnused({ spec }: Raw): void {
  const external = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  if (!external) delete spec.externalTrafficPolicy;
  if (spec.type !== 'LoadBalancer') delete spec.allocateLoadBalancerNodePorts;
  if (spec.type !== 'ExternalName') return;
  for (const field of ['ipFamilies', 'ipFamilyPolicy', 'internalTrafficPolicy'])
    delete spec[field];
  for (const port of spec.ports ?? []) delete port.nodePort;
}
