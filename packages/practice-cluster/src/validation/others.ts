import { Raw } from '../types';
import { equalJson } from '../util/json';
import { quantityValue } from '../util/quantity';
import {
  duplicate,
  FieldError,
  forbiddenValue,
  invalidValue,
  notSupported,
  required,
  tooLong,
} from './FieldError';
import { IMMUTABLE, validateLabels } from './meta';
import {
  configKeyErrors,
  label1035Errors,
  labelNameErrors,
  percentErrors,
  portErrors,
  portNameErrors,
  subdomainErrors,
} from './names';
import { validateSelector } from './selector';

const MAX_SIZE = 1024 * 1024;

/** Checks a ConfigMap. */
export function validateConfigMap(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  let size = 0;
  for (const field of ['data', 'binaryData']) {
    for (const key of Object.keys(object[field] ?? {}).sort()) {
      out.push(
        ...configKeyErrors(key).map(m =>
          invalidValue(`${field}[${key}]`, key, m),
        ),
      );
      if (field === 'data' && key in (object.binaryData ?? {}))
        out.push(
          invalidValue(
            `data[${key}]`,
            key,
            'duplicate of key present in binaryData',
          ),
        );
      size += object[field][key].length;
    }
  }
  if (size > MAX_SIZE) out.push({ ...tooLong('', MAX_SIZE), field: '[]' });
  return out;
}

/** Checks that what was declared immutable stays. */
export function validateDataUpdate(object: Raw, old: Raw): FieldError[] {
  const out: FieldError[] = [];
  if (old.kind === 'Secret' && object.type !== old.type)
    out.push(invalidValue('type', object.type, IMMUTABLE));
  if (!old.immutable) return out;
  if (!object.immutable)
    out.push(
      forbiddenValue('immutable', 'field is immutable when `immutable` is set'),
    );
  for (const field of ['data', 'binaryData']) {
    if (!equalJson(object[field], old[field]))
      out.push(
        forbiddenValue(field, 'field is immutable when `immutable` is set'),
      );
  }
  return out;
}

const SECRET_KEYS: Record<string, string[]> = {
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

/** Checks a Secret. */
export function validateSecret(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  let size = 0;
  for (const key of Object.keys(object.data ?? {}).sort()) {
    out.push(
      ...configKeyErrors(key).map(m => invalidValue(`data[${key}]`, key, m)),
    );
    size += (object.data[key].length * 3) / 4;
  }
  if (size > MAX_SIZE) out.push(tooLong('data', MAX_SIZE));
  for (const key of SECRET_KEYS[object.type] ?? [])
    if (!(key in (object.data ?? {}))) out.push(required(`data[${key}]`));
  return out;
}

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

/** Checks an autoscaler. */
export function validateAutoscaler(object: Raw): FieldError[] {
  const { spec } = object;
  const out: FieldError[] = [];
  const min = spec.minReplicas;
  if (min !== undefined && min < 1)
    out.push(
      invalidValue(
        'spec.minReplicas',
        min,
        'must be greater than or equal to 1',
      ),
    );
  if (!spec.maxReplicas)
    out.push(required('spec.maxReplicas', 'must be set and greater than 0'));
  else if (spec.maxReplicas < 1)
    out.push(
      invalidValue(
        'spec.maxReplicas',
        spec.maxReplicas,
        'must be greater than 0',
      ),
    );
  if (min !== undefined && spec.maxReplicas && spec.maxReplicas < min)
    out.push(
      invalidValue(
        'spec.maxReplicas',
        spec.maxReplicas,
        'must be greater than or equal to `minReplicas`',
      ),
    );
  if (!spec.scaleTargetRef.kind) out.push(required('spec.scaleTargetRef.kind'));
  if (!spec.scaleTargetRef.name) out.push(required('spec.scaleTargetRef.name'));
  if (!spec.scaleTargetRef.apiVersion?.includes('/'))
    out.push(
      invalidValue(
        'spec.scaleTargetRef.apiVersion',
        spec.scaleTargetRef.apiVersion ?? '',
        'apiVersion must specify API group',
      ),
    );
  if (
    min === 0 &&
    !(spec.metrics ?? []).some(
      (m: Raw) => m.type === 'Object' || m.type === 'External',
    )
  ) {
    out.push(
      forbiddenValue(
        'spec.metrics',
        'must specify at least one Object or External metric to support scaling to zero replicas',
      ),
    );
  }
  return out;
}

/** Checks a disruption budget. */
export function validateBudget(object: Raw): FieldError[] {
  const { spec } = object;
  const out: FieldError[] = [];
  if (spec.minAvailable !== undefined && spec.maxUnavailable !== undefined) {
    out.push(
      invalidValue(
        'spec',
        {
          MinAvailable: spec.minAvailable,
          Selector: spec.selector ?? null,
          MaxUnavailable: spec.maxUnavailable,
          UnhealthyPodEvictionPolicy: spec.unhealthyPodEvictionPolicy ?? null,
        },
        'minAvailable and maxUnavailable cannot be both set',
      ),
    );
  }
  for (const field of ['minAvailable', 'maxUnavailable']) {
    const value = spec[field];
    if (typeof value === 'string')
      out.push(
        ...percentErrors(value).map(m =>
          invalidValue(`spec.${field}`, value, m),
        ),
      );
    else if (value !== undefined && value < 0)
      out.push(
        invalidValue(
          `spec.${field}`,
          value,
          'must be greater than or equal to 0',
        ),
      );
  }
  out.push(...validateSelector(spec.selector, 'spec.selector'));
  return out;
}

/** Checks a quota. */
export function validateQuota(object: Raw): FieldError[] {
  const hard = object.spec?.hard ?? {};
  return Object.keys(hard)
    .filter(k => quantityValue(hard[k]) < 0)
    .map(k =>
      invalidValue(
        `spec.hard[${k}]`,
        hard[k],
        'must be greater than or equal to 0',
      ),
    );
}

/** Checks a Role or ClusterRole. */
export function validateRole(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  for (const [i, rule] of (object.rules ?? []).entries()) {
    const at = `rules[${i}]`;
    if ((rule.verbs ?? []).length === 0)
      out.push(
        required(`${at}.verbs`, 'verbs must contain at least one value'),
      );
    if ((rule.nonResourceURLs ?? []).length > 0) {
      if (object.kind === 'Role')
        out.push(
          invalidValue(
            `${at}.nonResourceURLs`,
            rule.nonResourceURLs,
            'namespaced rules cannot apply to non-resource URLs',
          ),
        );
      continue;
    }
    if ((rule.apiGroups ?? []).length === 0)
      out.push(
        required(
          `${at}.apiGroups`,
          'resource rules must supply at least one api group',
        ),
      );
    if ((rule.resources ?? []).length === 0)
      out.push(
        required(
          `${at}.resources`,
          'resource rules must supply at least one resource',
        ),
      );
  }
  return out;
}

/** Checks a RoleBinding or ClusterRoleBinding. */
export function validateBinding(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  const group = 'rbac.authorization.k8s.io';
  const { roleRef } = object;
  const kinds =
    object.kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  if (roleRef.apiGroup !== group)
    out.push(notSupported('roleRef.apiGroup', roleRef.apiGroup, [group]));
  if (!kinds.includes(roleRef.kind))
    out.push(notSupported('roleRef.kind', roleRef.kind, kinds));
  if (!roleRef.name) out.push(required('roleRef.name'));
  for (const [i, subject] of (object.subjects ?? []).entries()) {
    const at = `subjects[${i}]`;
    if (!subject.name) out.push(required(`${at}.name`));
    if (subject.kind === 'ServiceAccount') {
      if (!subject.namespace && object.kind === 'ClusterRoleBinding')
        out.push(required(`${at}.namespace`));
    } else if (!['User', 'Group'].includes(subject.kind)) {
      out.push(
        notSupported(`${at}.kind`, subject.kind, [
          'ServiceAccount',
          'User',
          'Group',
        ]),
      );
    }
  }
  return out;
}

export function validateBindingUpdate(object: Raw, old: Raw): FieldError[] {
  return equalJson(object.roleRef, old.roleRef)
    ? []
    : [invalidValue('roleRef', object.roleRef, 'cannot change roleRef')];
}

/** Checks a claim for storage. */
export function validateClaim(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  if ((object.spec.accessModes ?? []).length === 0)
    out.push(
      required('spec.accessModes', 'at least 1 access mode is required'),
    );
  if (!object.spec.resources?.requests?.storage)
    out.push(required('spec.resources[storage]'));
  return out;
}

export function validateClaimUpdate(object: Raw, old: Raw): FieldError[] {
  const mask = (spec: Raw) => ({
    ...spec,
    resources: undefined,
    volumeName: old.spec.volumeName ? spec.volumeName : undefined,
    volumeAttributesClassName: undefined,
  });
  if (equalJson(mask(object.spec), mask(old.spec))) return [];
  return [
    forbiddenValue(
      'spec',
      'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
    ),
  ];
}

const VOLUME_SOURCES = new Set([
  'hostPath',
  'nfs',
  'csi',
  'local',
  'iscsi',
  'fc',
  'awsElasticBlockStore',
  'gcePersistentDisk',
  'azureDisk',
  'azureFile',
  'cephfs',
  'rbd',
  'cinder',
  'glusterfs',
  'flexVolume',
  'vsphereVolume',
  'quobyte',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
  'flocker',
]);

/** Checks a volume. */
export function validateVolume(object: Raw): FieldError[] {
  const out: FieldError[] = [];
  if ((object.spec.accessModes ?? []).length === 0)
    out.push(required('spec.accessModes'));
  if (Object.keys(object.spec.capacity ?? {}).length === 0)
    out.push(required('spec.capacity'));
  if (!object.spec.capacity?.storage)
    out.push(
      notSupported('spec.capacity', object.spec.capacity ?? null, ['storage']),
    );
  const sources = Object.keys(object.spec).filter(k => VOLUME_SOURCES.has(k));
  if (sources.length === 0)
    out.push(required('spec', 'must specify a volume type'));
  return out;
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

/** Checks an Event: it must live where the object lives that it is about. */
export function validateEvent(object: Raw): FieldError[] {
  const namespace = object.involvedObject?.namespace ?? '';
  const mine = object.metadata.namespace;
  const ok =
    namespace === mine ||
    (namespace === '' && (mine === 'default' || mine === 'kube-system'));
  return ok
    ? []
    : [
        invalidValue(
          'involvedObject.namespace',
          namespace,
          'does not match event.namespace',
        ),
      ];
}

/** Checks a PriorityClass change. */
export function validatePriorityClassUpdate(
  object: Raw,
  old: Raw,
): FieldError[] {
  return object.value === old.value
    ? []
    : [forbiddenValue('value', 'may not be changed in an update.')];
}

/** Checks a CustomResourceDefinition. */
export function validateDefinition(object: Raw): FieldError[] {
  const { spec } = object;
  const out: FieldError[] = [];
  const wanted = `${spec.names?.plural}.${spec.group}`;
  if (object.metadata.name !== wanted)
    out.push(
      invalidValue(
        'metadata.name',
        object.metadata.name,
        `must be spec.names.plural+"."+spec.group`,
      ),
    );
  if (!spec.group) out.push(required('spec.group'));
  if (!['Cluster', 'Namespaced'].includes(spec.scope))
    out.push(
      spec.scope
        ? notSupported('spec.scope', spec.scope, ['Cluster', 'Namespaced'])
        : required('spec.scope'),
    );
  for (const name of ['plural', 'singular', 'kind', 'listKind'])
    if (!spec.names?.[name]) out.push(required(`spec.names.${name}`));
  for (const [i, version] of (spec.versions ?? []).entries()) {
    if (!version.schema?.openAPIV3Schema)
      out.push(
        required(
          `spec.versions[${i}].schema.openAPIV3Schema`,
          'schemas are required',
        ),
      );
  }
  if ((spec.versions ?? []).filter((v: Raw) => v.storage).length !== 1) {
    out.push(
      invalidValue(
        'spec.versions',
        spec.versions ?? null,
        'must have exactly one version marked as storage version',
      ),
    );
  }
  return out;
}
