import { Raw } from '../types';
import {
  FieldError,
  duplicate,
  invalidValue,
  notFoundValue,
  notSupported,
  required,
} from './FieldError';
import {
  configKeyErrors,
  envNameErrors,
  labelNameErrors,
  portErrors,
  portNameErrors,
  subdomainErrors,
} from './names';
import { validateHandler, validateProbe } from './probes';
import { validateSecurity } from './security';
import { validateResources } from './resources';

/** The fields of its own pod that a container can be told. */
const FIELD_PATH =
  /^(metadata\.(name|namespace|uid|labels|annotations|(labels|annotations)\['.+'\])|spec\.(nodeName|serviceAccountName|restartPolicy|schedulerName|hostNetwork)|status\.(phase|hostIPs?|podIPs?|nominatedNodeName))$/;

function validateEnv(env: Raw[], path: string): FieldError[] {
  const out: FieldError[] = [];
  for (const [i, item] of env.entries()) {
    const at = `${path}[${i}]`;
    if (!item.name) out.push(required(`${at}.name`));
    else
      out.push(
        ...envNameErrors(item.name).map(m =>
          invalidValue(`${at}.name`, item.name, m),
        ),
      );
    if (!item.valueFrom) continue;
    const sources = Object.keys(item.valueFrom);
    const from = `${at}.valueFrom`;
    if (sources.length === 0) {
      out.push(
        invalidValue(
          from,
          '',
          'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
        ),
      );
    } else if (item.value) {
      out.push(
        invalidValue(
          from,
          '',
          'may not be specified when `value` is not empty',
        ),
      );
    } else if (sources.length > 1) {
      out.push(
        invalidValue(
          from,
          '',
          'may not have more than one field specified at a time',
        ),
      );
    }
    const fieldPath = item.valueFrom.fieldRef?.fieldPath;
    if (fieldPath !== undefined && !FIELD_PATH.test(fieldPath))
      out.push(
        invalidValue(
          `${from}.fieldRef.fieldPath`,
          fieldPath,
          `error converting fieldPath: field label not supported: ${fieldPath}`,
        ),
      );
    for (const ref of ['configMapKeyRef', 'secretKeyRef']) {
      const source = item.valueFrom[ref];
      if (!source) continue;
      if (source.name)
        out.push(
          ...subdomainErrors(source.name).map(m =>
            invalidValue(`${from}.${ref}.name`, source.name, m),
          ),
        );
      if (!source.key) out.push(required(`${from}.${ref}.key`));
      else
        out.push(
          ...configKeyErrors(source.key).map(m =>
            invalidValue(`${from}.${ref}.key`, source.key, m),
          ),
        );
    }
  }
  return out;
}

function validatePorts(ports: Raw[], path: string): FieldError[] {
  const out: FieldError[] = [];
  const names = new Set<string>();
  for (const [i, port] of ports.entries()) {
    const at = `${path}[${i}]`;
    if (port.name) {
      const errors = portNameErrors(port.name);
      out.push(...errors.map(m => invalidValue(`${at}.name`, port.name, m)));
      if (errors.length === 0 && names.has(port.name))
        out.push(duplicate(`${at}.name`, port.name));
      names.add(port.name);
    }
    if (!port.containerPort) out.push(required(`${at}.containerPort`));
    else
      out.push(
        ...portErrors(port.containerPort).map(m =>
          invalidValue(`${at}.containerPort`, port.containerPort, m),
        ),
      );
    if (port.hostPort)
      out.push(
        ...portErrors(port.hostPort).map(m =>
          invalidValue(`${at}.hostPort`, port.hostPort, m),
        ),
      );
    if (!['TCP', 'UDP', 'SCTP'].includes(port.protocol))
      out.push(
        notSupported(`${at}.protocol`, port.protocol, ['SCTP', 'TCP', 'UDP']),
      );
  }
  return out;
}

function validateMounts(
  mounts: Raw[],
  volumes: Map<string, Raw>,
  path: string,
): FieldError[] {
  const out: FieldError[] = [];
  const seen = new Set<string>();
  for (const [i, mount] of mounts.entries()) {
    const at = `${path}[${i}]`;
    if (!mount.name) out.push(required(`${at}.name`));
    if (!volumes.has(mount.name))
      out.push(notFoundValue(`${at}.name`, mount.name));
    if (!mount.mountPath) out.push(required(`${at}.mountPath`));
    if (seen.has(mount.mountPath))
      out.push(
        invalidValue(`${at}.mountPath`, mount.mountPath, 'must be unique'),
      );
    seen.add(mount.mountPath);
  }
  return out;
}

/** Checks containers of a pod. */
export function validateContainers(
  containers: Raw[],
  volumes: Map<string, Raw>,
  path: string,
  init: boolean,
  taken: Set<string> = new Set(),
): FieldError[] {
  if (!init && containers.length === 0) return [required(path)];
  const out: FieldError[] = [];
  const names = new Set<string>();
  for (const [i, c] of containers.entries()) {
    const at = `${path}[${i}]`;
    if (!c.name) out.push(required(`${at}.name`));
    else
      out.push(
        ...labelNameErrors(c.name).map(m =>
          invalidValue(`${at}.name`, c.name, m),
        ),
      );
    if (!c.image) out.push(required(`${at}.image`));
    else if (c.image.trim() !== c.image)
      out.push(
        invalidValue(
          `${at}.image`,
          c.image,
          'must not have leading or trailing whitespace',
        ),
      );
    if (
      !['File', 'FallbackToLogsOnError'].includes(c.terminationMessagePolicy)
    ) {
      out.push(
        notSupported(
          `${at}.terminationMessagePolicy`,
          c.terminationMessagePolicy,
          ['FallbackToLogsOnError', 'File'],
        ),
      );
    }
    out.push(...validatePorts(c.ports ?? [], `${at}.ports`));
    out.push(...validateEnv(c.env ?? [], `${at}.env`));
    out.push(
      ...validateMounts(c.volumeMounts ?? [], volumes, `${at}.volumeMounts`),
    );
    if (!['Always', 'Never', 'IfNotPresent'].includes(c.imagePullPolicy)) {
      out.push(
        notSupported(`${at}.imagePullPolicy`, c.imagePullPolicy, [
          'Always',
          'IfNotPresent',
          'Never',
        ]),
      );
    }
    out.push(...validateResources(c.resources, `${at}.resources`));
    out.push(...validateSecurity(c.securityContext, `${at}.securityContext`));
    if (names.has(c.name) || taken.has(c.name))
      out.push(duplicate(`${at}.name`, c.name));
    names.add(c.name);
    if (
      init &&
      c.restartPolicy !== undefined &&
      !['Always', 'Never', 'OnFailure'].includes(c.restartPolicy)
    )
      out.push(
        notSupported(`${at}.restartPolicy`, c.restartPolicy, [
          'Always',
          'Never',
          'OnFailure',
        ]),
      );
    if (!init) {
      if (c.lifecycle?.preStop)
        out.push(
          ...validateHandler(c.lifecycle.preStop, `${at}.lifecycle.preStop`),
        );
      for (const probe of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
        if (!c[probe]) continue;
        out.push(...validateProbe(c[probe], `${at}.${probe}`));
        if (probe !== 'readinessProbe' && c[probe].successThreshold !== 1)
          out.push(
            invalidValue(
              `${at}.${probe}.successThreshold`,
              c[probe].successThreshold,
              'must be 1',
            ),
          );
      }
    }
  }
  return out;
}
