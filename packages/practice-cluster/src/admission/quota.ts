import { Engine } from '../engine/Engine';
import { ResourceDef } from '../registry/ResourceDef';
import { forbidden } from '../status/errors';
import { KubeObject, Raw } from '../types';
import {
  canonicalQuantity,
  quantityMilli,
  quantityValue,
} from '../util/quantity';

const COUNTED = new Set([
  'pods',
  'services',
  'configmaps',
  'secrets',
  'persistentvolumeclaims',
  'replicationcontrollers',
  'resourcequotas',
]);

function active(pod: Raw): boolean {
  return pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed';
}

function podTotal(
  pod: Raw,
  field: 'requests' | 'limits',
  name: string,
): number {
  const main = (pod.spec.containers ?? []).reduce(
    (sum: number, c: Raw) => sum + quantityValue(c.resources?.[field]?.[name]),
    0,
  );
  const init = Math.max(
    0,
    ...(pod.spec.initContainers ?? []).map((c: Raw) =>
      quantityValue(c.resources?.[field]?.[name]),
    ),
  );
  return Math.max(main, init);
}

/** How much of one quota resource an object uses. */
function usage(def: ResourceDef, object: Raw, resource: string): number {
  if (resource === def.resource && COUNTED.has(resource)) return 1;
  if (
    resource ===
    `count/${def.group ? `${def.resource}.${def.group}` : def.resource}`
  )
    return 1;
  if (def.kind === 'Pod') {
    const [field, name] =
      resource.includes('.') && /^(requests|limits)\./.test(resource)
        ? resource.split('.', 2)
        : ['requests', resource];
    if (name === 'cpu' || name === 'memory')
      return podTotal(object, field as 'requests' | 'limits', name);
  }
  if (def.kind === 'PersistentVolumeClaim' && resource === 'requests.storage')
    return quantityValue(object.spec.resources?.requests?.storage);
  return 0;
}

function show(value: number, sample: string): string {
  const milli = Math.round(value * 1000);
  const isBinary = /i$/.test(sample);
  if (milli % 1000 !== 0) return `${milli}m`;
  const text = String(milli / 1000);
  return (
    (isBinary && value % 1024 === 0
      ? canonicalQuantity(`${value / 1024}Ki`)
      : canonicalQuantity(text)) ?? text
  );
}

/** What a quota's resources are used by now. */
export function quotaUsage(
  engine: Engine,
  namespace: string,
  hard: Record<string, string>,
): Record<string, string> {
  const used: Record<string, string> = {};
  for (const resource of Object.keys(hard)) {
    let total = 0;
    for (const gv of engine.registry.groupVersions()) {
      for (const def of gv.resources) {
        if (
          !def.namespaced ||
          def.convert ||
          (!COUNTED.has(def.resource) && !resource.startsWith('count/'))
        )
          continue;
        for (const object of engine.list(def.storage, namespace)) {
          if (def.kind !== 'Pod' || active(object))
            total += usage(def, object, resource);
        }
      }
    }
    used[resource] = show(total, hard[resource]);
  }
  return used;
}

function missing(
  def: ResourceDef,
  object: Raw,
  hard: Record<string, string>,
): string[] {
  if (def.kind !== 'Pod') return [];
  const out: string[] = [];
  for (const resource of Object.keys(hard).sort()) {
    const full =
      /^(requests|limits)\.(cpu|memory)$/.exec(resource) ??
      (/^(cpu|memory)$/.test(resource)
        ? [resource, 'requests', resource]
        : undefined);
    if (!full) continue;
    const without = (object.spec.containers ?? [])
      .filter((c: Raw) => c.resources?.[full[1]]?.[full[2]] === undefined)
      .map((c: Raw) => c.name);
    if (without.length > 0) out.push(`${resource} for: ${without.join(',')}`);
  }
  return out;
}

/** Refuses what would exceed a quota, and counts what does not. */
export function checkQuota(
  engine: Engine,
  def: ResourceDef,
  object: Raw,
  dryRun: boolean,
): void {
  for (const quota of engine.list(
    'resourcequotas',
    object.metadata.namespace,
  ) as Raw[]) {
    const hard: Record<string, string> = quota.spec?.hard ?? {};
    const added = Object.keys(hard).filter(r => usage(def, object, r) > 0);
    const unspecified = missing(def, object, hard);
    if (unspecified.length > 0)
      throw forbidden(
        def,
        object.metadata.name,
        `failed quota: ${quota.metadata.name}: must specify ${unspecified.join(
          '; ',
        )}`,
      );
    if (added.length === 0) continue;
    const used = quotaUsage(engine, object.metadata.namespace, hard);
    const over = added
      .filter(
        r =>
          quantityMilli(used[r]) / 1000 + usage(def, object, r) >
          quantityValue(hard[r]),
      )
      .sort();
    if (over.length > 0) {
      const list = (values: (r: string) => string) =>
        over.map(r => `${r}=${values(r)}`).join(',');
      throw forbidden(
        def,
        object.metadata.name,
        `exceeded quota: ${quota.metadata.name}, requested: ${list(r =>
          show(usage(def, object, r), hard[r]),
        )}, used: ${list(r => used[r])}, limited: ${list(r => hard[r])}`,
      );
    }
    if (!dryRun) countUp(engine, quota, hard, used, def, object);
  }
}

function countUp(
  engine: Engine,
  quota: Raw,
  hard: Record<string, string>,
  used: Record<string, string>,
  def: ResourceDef,
  object: Raw,
): void {
  const next: Record<string, string> = {};
  for (const r of Object.keys(hard))
    next[r] = show(
      quantityMilli(used[r]) / 1000 + usage(def, object, r),
      hard[r],
    );
  engine.store.put(
    'resourcequotas',
    `${quota.metadata.namespace}/${quota.metadata.name}`,
    { ...(quota as KubeObject), status: { hard, used: next } },
  );
}
