import { isIP } from 'node:net';
import { Raw } from '../types';
import {
  FieldError,
  duplicate,
  invalidValue,
  notSupported,
  required,
} from './FieldError';
import { validateLabels } from './meta';
import {
  label1035Errors,
  labelNameErrors,
  portErrors,
  portNameErrors,
  subdomainErrors,
} from './names';

function validateServicePort(
  port: Raw,
  at: string,
  needsName: boolean,
): FieldError[] {
  const out: FieldError[] = [];
  if (needsName && !port.name) out.push(required(`${at}.name`));
  else if (port.name)
    out.push(
      ...labelNameErrors(port.name).map(m =>
        invalidValue(`${at}.name`, port.name, m),
      ),
    );
  out.push(
    ...portErrors(port.port).map(m => invalidValue(`${at}.port`, port.port, m)),
  );
  if (!['TCP', 'UDP', 'SCTP'].includes(port.protocol))
    out.push(
      notSupported(`${at}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']),
    );
  if (typeof port.targetPort === 'number')
    out.push(
      ...portErrors(port.targetPort).map(m =>
        invalidValue(`${at}.targetPort`, port.targetPort, m),
      ),
    );
  else
    out.push(
      ...portNameErrors(port.targetPort).map(m =>
        invalidValue(`${at}.targetPort`, port.targetPort, m),
      ),
    );
  return out;
}

/** Checks a Service. */
export function validateService(object: Raw): FieldError[] {
  const { spec } = object;
  const out: FieldError[] = [];
  const ports: Raw[] = spec.ports ?? [];
  if (
    ports.length === 0 &&
    spec.clusterIP !== 'None' &&
    spec.type !== 'ExternalName'
  )
    out.push(required('spec.ports'));
  if (spec.type === 'LoadBalancer' && spec.clusterIP === 'None')
    out.push(
      invalidValue(
        'spec.clusterIPs[0]',
        'None',
        "may not be set to 'None' for LoadBalancer services",
      ),
    );
  if (spec.type === 'ExternalName') {
    if (!spec.externalName) out.push(required('spec.externalName'));
    else
      out.push(
        ...subdomainErrors(spec.externalName).map(m =>
          invalidValue('spec.externalName', spec.externalName, m),
        ),
      );
  }
  const seen = new Set<string>();
  const names = new Set<string>();
  for (const [i, port] of ports.entries()) {
    const at = `spec.ports[${i}]`;
    out.push(...validateServicePort(port, at, ports.length > 1));
    if (port.name && names.has(port.name))
      out.push(duplicate(`${at}.name`, port.name));
    names.add(port.name);
  }
  out.push(...validateLabels(spec.selector, 'spec.selector'));
  if (!['ClientIP', 'None'].includes(spec.sessionAffinity))
    out.push(
      notSupported('spec.sessionAffinity', spec.sessionAffinity, [
        'ClientIP',
        'None',
      ]),
    );
  if (
    !['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'].includes(
      spec.type,
    )
  ) {
    out.push(
      notSupported('spec.type', spec.type, [
        'ClusterIP',
        'ExternalName',
        'LoadBalancer',
        'NodePort',
      ]),
    );
  }
  for (const [i, ip] of (spec.clusterIPs ?? []).entries())
    if (ip !== 'None' && !isIP(ip))
      out.push(
        invalidValue(
          `spec.clusterIPs[${i}]`,
          ip,
          'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)',
        ),
      );
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer')
    for (const [i, { nodePort }] of ports.entries())
      if (nodePort && (nodePort < 30000 || nodePort > 32767))
        out.push(
          invalidValue(
            `spec.ports[${i}].nodePort`,
            nodePort,
            'provided port is not in the valid range. The range of valid ports is 30000-32767',
          ),
        );
  for (const [i, port] of ports.entries()) {
    const key = `${port.protocol}/${port.port}`;
    if (seen.has(key))
      out.push(
        duplicate(`spec.ports[${i}]`, {
          Name: '',
          Protocol: port.protocol,
          AppProtocol: null,
          Port: port.port,
          TargetPort: 0,
          NodePort: 0,
        }),
      );
    seen.add(key);
  }
  return out;
}

export function validateServiceUpdate(object: Raw, old: Raw): FieldError[] {
  const fixed =
    old.spec.type !== 'ExternalName' &&
    object.spec.type !== 'ExternalName' &&
    old.spec.clusterIP &&
    old.spec.clusterIP !== object.spec.clusterIP;
  if (!fixed) return [];
  return [
    invalidValue(
      'spec.clusterIPs[0]',
      object.spec.clusterIPs ?? null,
      'may not change once set',
    ),
  ];
}

/** Checks an Ingress. */
export function validateIngress(object: Raw): FieldError[] {
  const { spec } = object;
  const out: FieldError[] = [];
  if ((spec.rules ?? []).length === 0 && !spec.defaultBackend)
    out.push(
      invalidValue(
        'spec',
        spec.rules ?? null,
        'either `defaultBackend` or `rules` must be specified',
      ),
    );
  for (const [i, rule] of (spec.rules ?? []).entries()) {
    if (rule.host && !rule.host.startsWith('*'))
      out.push(
        ...subdomainErrors(rule.host).map(m =>
          invalidValue(`spec.rules[${i}].host`, rule.host, m),
        ),
      );
    for (const [j, path] of (rule.http?.paths ?? []).entries()) {
      const at = `spec.rules[${i}].http.paths[${j}]`;
      if (!path.pathType) {
        out.push(required(`${at}.pathType`, 'pathType must be specified'));
        continue;
      }
      if (
        !['Exact', 'Prefix', 'ImplementationSpecific'].includes(path.pathType)
      ) {
        out.push(
          notSupported(`${at}.pathType`, path.pathType, [
            'Exact',
            'ImplementationSpecific',
            'Prefix',
          ]),
        );
      } else if (
        path.pathType !== 'ImplementationSpecific' &&
        !path.path?.startsWith('/')
      ) {
        out.push(
          invalidValue(
            `${at}.path`,
            path.path ?? '',
            'must be an absolute path',
          ),
        );
      }
      const { service, resource } = path.backend ?? {};
      if (!service && !resource)
        out.push(
          invalidValue(
            `${at}.backend`,
            '',
            'resource or service backend is required',
          ),
        );
      if (service) {
        if (!service.name) out.push(required(`${at}.backend.service.name`));
        else
          out.push(
            ...label1035Errors(service.name).map(m =>
              invalidValue(`${at}.backend.service.name`, service.name, m),
            ),
          );
        if (!service.port?.name && !service.port?.number)
          out.push(
            required(`${at}.backend`, 'port name or number is required'),
          );
      }
    }
  }
  return out;
}
