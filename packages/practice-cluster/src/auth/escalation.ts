import { ClusterContext } from '../http/ClusterContext';
import { Exchange } from '../http/Exchange';
import { ResourceDef } from '../registry/ResourceDef';
import { forbidden, notFound } from '../status/errors';
import { Raw } from '../types';
import { equalJson } from '../util/json';

function show(rule: Raw): string {
  const list = (values: string[] | undefined) =>
    `[${(values ?? []).map(v => JSON.stringify(v)).join(' ')}]`;
  const parts: string[] = [];
  if (rule.nonResourceURLs?.length)
    parts.push(`NonResourceURLs:${list(rule.nonResourceURLs)}`);
  if (rule.apiGroups?.length) parts.push(`APIGroups:${list(rule.apiGroups)}`);
  if (rule.resources?.length) parts.push(`Resources:${list(rule.resources)}`);
  if (rule.resourceNames?.length)
    parts.push(`ResourceNames:${list(rule.resourceNames)}`);
  parts.push(`Verbs:${list(rule.verbs)}`);
  return `{${parts.join(', ')}}`;
}

/** A rule in pieces of one right each. */
function broken(rule: Raw): Raw[] {
  const verbs: string[] = rule.verbs ?? [];
  if ((rule.nonResourceURLs ?? []).length > 0)
    return verbs.flatMap(verb =>
      rule.nonResourceURLs.map((url: string) => ({
        nonResourceURLs: [url],
        verbs: [verb],
      })),
    );
  const names: string[] = rule.resourceNames ?? [];
  return (rule.apiGroups ?? []).flatMap((group: string) =>
    (rule.resources ?? []).flatMap((resource: string) =>
      verbs.flatMap(verb =>
        (names.length > 0 ? names : [undefined]).map(name => ({
          apiGroups: [group],
          resources: [resource],
          ...(name === undefined ? {} : { resourceNames: [name] }),
          verbs: [verb],
        })),
      ),
    ),
  );
}

/** Pieces about the same thing, put together again. */
function compact(pieces: Raw[]): Raw[] {
  const byTarget = new Map<string, Raw>();
  for (const { verbs, ...target } of pieces) {
    const key = JSON.stringify(target);
    const old = byTarget.get(key);
    byTarget.set(key, {
      ...target,
      verbs: [...new Set([...(old?.verbs ?? []), ...verbs])],
    });
  }
  return [...byTarget.values()];
}

/** Whether objects of a kind give rights to people. */
export function grantsRights(def: ResourceDef): boolean {
  return def.group === 'rbac.authorization.k8s.io';
}

/** Refuses to hand out rights that the writer does not hold. */
export function checkEscalation(
  context: ClusterContext,
  def: ResourceDef,
  object: Raw,
  exchange: Exchange,
): void {
  if (!grantsRights(def)) return;
  const { rbac, engine } = context;
  const { user, info } = exchange;
  const old = engine.find(
    def.storage,
    def.namespaced ? info.namespace : undefined,
    object.metadata.name ?? '',
  ) as Raw;
  // Whoever leaves the rules alone, or a binding's people, grants nothing new.
  if (
    old &&
    info.verb !== 'create' &&
    equalJson(
      [old.rules, old.aggregationRule, old.roleRef, old.subjects],
      [object.rules, object.aggregationRule, object.roleRef, object.subjects],
    )
  )
    return;
  const isBinding = def.kind.endsWith('Binding');
  const verb = isBinding ? 'bind' : 'escalate';
  const roleKind = isBinding ? object.roleRef?.kind : def.kind;
  const attributes = {
    verb,
    group: def.group,
    resource: roleKind === 'ClusterRole' ? 'clusterroles' : 'roles',
    namespace: info.namespace,
    name: isBinding ? object.roleRef?.name : object.metadata.name,
  };
  if (rbac.authorize(user, attributes).allowed) return;
  let rules: Raw[] = object.rules ?? [];
  if (isBinding) {
    const role = (
      roleKind === 'ClusterRole'
        ? engine.find(
            'clusterroles.rbac.authorization.k8s.io',
            undefined,
            object.roleRef.name,
          )
        : engine.find(
            'roles.rbac.authorization.k8s.io',
            info.namespace,
            object.roleRef.name,
          )
    ) as Raw;
    if (!role)
      throw notFound(
        {
          group: def.group,
          resource: def.resource,
        },
        object.roleRef.name,
      );
    rules = role.rules ?? [];
  }
  const missing = rules.flatMap(r =>
    broken(r).filter(part => !rbac.covers(user, info.namespace, part)),
  );
  if (missing.length === 0) return;
  const who = `user ${JSON.stringify(user.username)} (groups=[${user.groups
    .map(g => JSON.stringify(g))
    .join(' ')}])`;
  throw forbidden(
    def,
    object.metadata.name,
    `${who} is attempting to grant RBAC permissions not currently held:\n${compact(
      missing,
    )
      .map(show)
      .sort()
      .join('\n')}`,
  );
}
