import { isIP } from 'node:net';
import { Raw } from '../types';
import { FieldError, invalidValue, notSupported } from './FieldError';
import { portErrors } from './names';
import { validateSelector } from './selector';

function isCidr(text: string): boolean {
  const [address, bits, ...rest] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  return (
    rest.length === 0 &&
    isIP(address) !== 0 &&
    /^\d+$/.test(bits ?? '') &&
    Number(bits) <= most
  );
}

function validatePeer(peer: Raw, at: string): FieldError[] {
  const out = [
    ...validateSelector(peer.podSelector, `${at}.podSelector`),
    ...validateSelector(peer.namespaceSelector, `${at}.namespaceSelector`),
  ];
  if (peer.ipBlock && !isCidr(peer.ipBlock.cidr ?? ''))
    out.push(
      invalidValue(
        `${at}.ipBlock.cidr`,
        peer.ipBlock.cidr ?? '',
        'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
      ),
    );
  return out;
}

function validateRule(rule: Raw, at: string, peers: string): FieldError[] {
  const ports = ((rule.ports ?? []) as Raw[]).flatMap((port, i) =>
    typeof port.port === 'number'
      ? portErrors(port.port).map(m =>
          invalidValue(`${at}.ports[${i}].port`, port.port, m),
        )
      : [],
  );
  return [
    ...ports,
    ...((rule[peers] ?? []) as Raw[]).flatMap((peer, i) =>
      validatePeer(peer, `${at}.${peers}[${i}]`),
    ),
  ];
}

/** Checks a NetworkPolicy. */
export function validateNetworkPolicy({ spec = {} }: Raw): FieldError[] {
  const types = ['Ingress', 'Egress'];
  return [
    ...validateSelector(spec.podSelector, 'spec.podSelector'),
    ...((spec.ingress ?? []) as Raw[]).flatMap((rule, i) =>
      validateRule(rule, `spec.ingress[${i}]`, 'from'),
    ),
    ...((spec.egress ?? []) as Raw[]).flatMap((rule, i) =>
      validateRule(rule, `spec.egress[${i}]`, 'to'),
    ),
    ...((spec.policyTypes ?? []) as string[]).flatMap((type, i) =>
      types.includes(type)
        ? []
        : [notSupported(`spec.policyTypes[${i}]`, type, types)],
    ),
  ];
}
