import { Raw } from '../types';
import { cloneJson, equalJson } from '../util/json';
import {
  duplicate,
  FieldError,
  forbiddenValue,
  invalidValue,
  notSupported,
  required,
} from './FieldError';
import { validateContainers } from './container';
import { validateNodeAffinity } from './affinity';
import { validateIds } from './security';
import { nonNegative } from './FieldError';
import { validateAnnotations, validateLabels } from './meta';
import { labelNameErrors, qualifiedNameErrors, subdomainErrors } from './names';

function validateVolumes(volumes: Raw[], path: string): FieldError[] {
  const out: FieldError[] = [];
  const names = new Set<string>();
  for (const [i, volume] of volumes.entries()) {
    const at = `${path}[${i}]`;
    const sources = Object.keys(volume).filter(k => k !== 'name');
    if (sources.length === 0)
      out.push(required(at, 'must specify a volume type'));
    for (const extra of sources.slice(1))
      out.push(
        forbiddenValue(
          `${at}.${extra}`,
          'may not specify more than 1 volume type',
        ),
      );
    if (volume.secret && !volume.secret.secretName)
      out.push(required(`${at}.secret.secretName`));
    if (volume.configMap && !volume.configMap.name)
      out.push(required(`${at}.configMap.name`));
    if (volume.persistentVolumeClaim && !volume.persistentVolumeClaim.claimName)
      out.push(required(`${at}.persistentVolumeClaim.claimName`));
    if (!volume.name) out.push(required(`${at}.name`));
    else
      out.push(
        ...labelNameErrors(volume.name).map(m =>
          invalidValue(`${at}.name`, volume.name, m),
        ),
      );
    if (names.has(volume.name)) out.push(duplicate(`${at}.name`, volume.name));
    names.add(volume.name);
  }
  return out;
}

function validateTolerations(tolerations: Raw[], path: string): FieldError[] {
  const out: FieldError[] = [];
  for (const [i, t] of tolerations.entries()) {
    const at = `${path}[${i}]`;
    if (t.key)
      out.push(
        ...qualifiedNameErrors(t.key).map(m =>
          invalidValue(`${at}.key`, t.key, m),
        ),
      );
    if (!t.key && t.operator !== 'Exists') {
      out.push(
        invalidValue(
          `${at}.operator`,
          t.operator ?? '',
          'operator must be Exists when `key` is empty, which means "match all values and all keys"',
        ),
      );
    }
    if (t.operator && !['Exists', 'Equal'].includes(t.operator))
      out.push(notSupported(`${at}.operator`, t.operator, ['Equal', 'Exists']));
    if (t.operator === 'Exists' && t.value)
      out.push(
        invalidValue(
          `${at}.operator`,
          t.value,
          "value must be empty when `operator` is 'Exists'",
        ),
      );
    if (
      t.effect &&
      !['NoSchedule', 'PreferNoSchedule', 'NoExecute'].includes(t.effect)
    ) {
      out.push(
        notSupported(`${at}.effect`, t.effect, [
          'NoSchedule',
          'PreferNoSchedule',
          'NoExecute',
        ]),
      );
    }
  }
  return out;
}

/** Checks a pod's spec. */
export function validatePodSpec(spec: Raw, path: string): FieldError[] {
  const volumes = new Map<string, Raw>(
    (spec.volumes ?? []).map((v: Raw) => [v.name, v]),
  );
  const out = validateVolumes(spec.volumes ?? [], `${path}.volumes`);
  out.push(
    ...validateContainers(
      spec.containers ?? [],
      volumes,
      `${path}.containers`,
      false,
    ),
  );
  out.push(
    ...validateContainers(
      spec.initContainers ?? [],
      volumes,
      `${path}.initContainers`,
      true,
      new Set((spec.containers ?? []).map((c: Raw) => c.name)),
    ),
  );
  if (!['Always', 'OnFailure', 'Never'].includes(spec.restartPolicy)) {
    out.push(
      notSupported(`${path}.restartPolicy`, spec.restartPolicy, [
        'Always',
        'OnFailure',
        'Never',
      ]),
    );
  }
  if (
    !['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'].includes(
      spec.dnsPolicy,
    )
  ) {
    out.push(
      notSupported(`${path}.dnsPolicy`, spec.dnsPolicy, [
        'ClusterFirstWithHostNet',
        'ClusterFirst',
        'Default',
        'None',
      ]),
    );
  }
  out.push(...validateLabels(spec.nodeSelector, `${path}.nodeSelector`));
  if (spec.serviceAccountName) {
    out.push(
      ...subdomainErrors(spec.serviceAccountName).map(m =>
        invalidValue(`${path}.serviceAccountName`, spec.serviceAccountName, m),
      ),
    );
  }
  if (spec.nodeName)
    out.push(
      ...subdomainErrors(spec.nodeName).map(m =>
        invalidValue(`${path}.nodeName`, spec.nodeName, m),
      ),
    );
  if (
    spec.activeDeadlineSeconds !== undefined &&
    (spec.activeDeadlineSeconds < 1 || spec.activeDeadlineSeconds > 2147483647)
  ) {
    out.push(
      invalidValue(
        `${path}.activeDeadlineSeconds`,
        spec.activeDeadlineSeconds,
        'must be between 1 and 2147483647, inclusive',
      ),
    );
  }
  if (spec.hostname)
    out.push(
      ...labelNameErrors(spec.hostname).map(m =>
        invalidValue(`${path}.hostname`, spec.hostname, m),
      ),
    );
  if (spec.subdomain)
    out.push(
      ...labelNameErrors(spec.subdomain).map(m =>
        invalidValue(`${path}.subdomain`, spec.subdomain, m),
      ),
    );
  out.push(
    ...validateIds(spec.securityContext, `${path}.securityContext`),
    ...validateNodeAffinity(spec.affinity, `${path}.affinity`),
  );
  out.push(
    ...validateTolerations(spec.tolerations ?? [], `${path}.tolerations`),
  );
  out.push(
    ...nonNegative(
      spec.terminationGracePeriodSeconds,
      `${path}.terminationGracePeriodSeconds`,
    ),
  );
  return out;
}

/** Checks the template that pods are made from. */
export function validatePodTemplate(template: Raw, path: string): FieldError[] {
  return [
    ...validateLabels(template.metadata?.labels, `${path}.labels`),
    ...validateAnnotations(
      template.metadata?.annotations,
      `${path}.annotations`,
    ),
    ...validatePodSpec(template.spec ?? {}, `${path}.spec`),
  ];
}

const UPDATABLE =
  '`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

/** Checks that a pod's spec changes only where a running pod may change. */
export function validatePodUpdate(pod: Raw, old: Raw): FieldError[] {
  const out: FieldError[] = [];
  for (const list of ['containers', 'initContainers']) {
    if ((pod.spec[list] ?? []).length !== (old.spec[list] ?? []).length) {
      return [
        forbiddenValue(
          `spec.${list}`,
          'pod updates may not add or remove containers',
        ),
      ];
    }
  }
  const now = pod.spec.activeDeadlineSeconds;
  const before = old.spec.activeDeadlineSeconds;
  if (now !== undefined && (now < 1 || now > 2147483647)) {
    // The check of the whole spec has said so.
    return out;
  } else if (now !== undefined && before !== undefined && now > before) {
    out.push(
      invalidValue(
        'spec.activeDeadlineSeconds',
        now,
        'must be less than or equal to previous value',
      ),
    );
  } else if (now === undefined && before !== undefined) {
    out.push(
      invalidValue(
        'spec.activeDeadlineSeconds',
        null,
        'must not update from a positive integer to nil value',
      ),
    );
  }
  const kept = (old.spec.tolerations ?? []).every((t: Raw) =>
    (pod.spec.tolerations ?? []).some((n: Raw) =>
      equalJson({ ...n, tolerationSeconds: 0 }, { ...t, tolerationSeconds: 0 }),
    ),
  );
  if (!kept)
    out.push(
      forbiddenValue(
        'spec.tolerations',
        'existing toleration can not be modified except its tolerationSeconds',
      ),
    );
  const masked = cloneJson(pod.spec);
  masked.activeDeadlineSeconds = before;
  masked.tolerations = old.spec.tolerations;
  for (const list of ['containers', 'initContainers']) {
    (masked[list] ?? []).forEach(
      (c: Raw, i: number) => (c.image = old.spec[list][i].image),
    );
  }
  if (out.length === 0 && !equalJson(masked, old.spec))
    out.push(
      forbiddenValue(
        'spec',
        `pod updates may not change fields other than ${UPDATABLE}\n${specDiff(
          old.spec,
          masked,
        )}`,
      ),
    );
  return out;
}

function specDiff(before: Raw, after: Raw): string {
  const lines: string[] = [];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (equalJson(before[key], after[key])) continue;
    lines.push(
      `- \t${key}: ${JSON.stringify(before[key]) ?? 'nil'},`,
      `+ \t${key}: ${JSON.stringify(after[key]) ?? 'nil'},`,
    );
  }
  return `  core.PodSpec{\n${lines.join('\n')}\n  }\n`;
}
