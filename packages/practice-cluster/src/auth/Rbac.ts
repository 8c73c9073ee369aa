import { Engine } from '../engine/Engine';
import { Raw, UserInfo } from '../types';

/** What someone wants to do. */
export interface AccessAttributes {
  verb: string;
  group?: string;
  version?: string;
  resource?: string;
  subresource?: string;
  namespace?: string;
  name?: string;
  /** Set for requests outside of resources, e.g. `/healthz`. */
  path?: string;
}

/** Whether it is allowed, and why. */
export interface Decision {
  allowed: boolean;
  reason: string;
}

const has = (list: string[] | undefined, value: string) =>
  (list ?? []).some(x => x === '*' || x === value);

function pathMatches(patterns: string[] | undefined, path: string): boolean {
  return (patterns ?? []).some(
    p =>
      p === '*' ||
      p === path ||
      (p.endsWith('*') && path.startsWith(p.slice(0, -1))),
  );
}

function ruleAllows(rule: Raw, a: AccessAttributes): boolean {
  if (!has(rule.verbs, a.verb)) return false;
  if (a.path !== undefined) return pathMatches(rule.nonResourceURLs, a.path);
  if (!has(rule.apiGroups, a.group ?? '')) return false;
  const full = a.subresource ? `${a.resource}/${a.subresource}` : a.resource!;
  const named = (rule.resources ?? []).some(
    (r: string) =>
      r === '*' || r === full || (a.subresource && r === `*/${a.subresource}`),
  );
  if (!named) return false;
  const names: string[] = rule.resourceNames ?? [];
  return names.length === 0 || (a.name !== undefined && names.includes(a.name));
}

/** Decides by the Roles and bindings that are stored in the cluster. */
export class Rbac {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  authorize(user: UserInfo, attributes: AccessAttributes): Decision {
    if (user.groups.includes('system:masters'))
      return { allowed: true, reason: '' };
    const problems: string[] = [];
    for (const { rules, source, problem } of this.#grants(
      user,
      attributes.namespace,
    )) {
      if (problem) problems.push(problem);
      if (rules.some(r => ruleAllows(r, attributes)))
        return { allowed: true, reason: `RBAC: allowed by ${source}` };
    }
    return {
      allowed: false,
      reason:
        problems.length > 0
          ? `RBAC: ${
              problems.length > 1 ? `[${problems.join(', ')}]` : problems[0]
            }`
          : '',
    };
  }

  /** All rules that hold for someone in a namespace. */
  rulesFor(user: UserInfo, namespace: string): Raw[] {
    const all = [...this.#grants(user, namespace)].flatMap(g => g.rules);
    if (user.groups.includes('system:masters'))
      all.unshift(
        { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
        { verbs: ['*'], nonResourceURLs: ['*'] },
      );
    return all;
  }

  /** Whether someone may already do everything that a rule grants. */
  covers(user: UserInfo, namespace: string | undefined, rule: Raw): boolean {
    if (user.groups.includes('system:masters')) return true;
    const held = [...this.#grants(user, namespace)].flatMap(g => g.rules);
    const verbs: string[] = rule.verbs ?? [];
    const paths: string[] = rule.nonResourceURLs ?? [];
    if (paths.length > 0)
      return verbs.every(v =>
        paths.every(p =>
          held.some(h => has(h.verbs, v) && pathMatches(h.nonResourceURLs, p)),
        ),
      );
    return verbs.every(verb =>
      (rule.apiGroups ?? []).every((group: string) =>
        (rule.resources ?? []).every((full: string) => {
          const [resource, subresource] = full.split('/');
          const names: (string | undefined)[] =
            (rule.resourceNames ?? []).length > 0
              ? rule.resourceNames
              : [undefined];
          return names.every(name =>
            held.some(h =>
              ruleAllows(h, { verb, group, resource, subresource, name }),
            ),
          );
        }),
      ),
    );
  }

  *#grants(
    user: UserInfo,
    namespace: string | undefined,
  ): Generator<{ rules: Raw[]; source: string; problem?: string }> {
    for (const binding of this.#bindings(
      'clusterrolebindings.rbac.authorization.k8s.io',
    )) {
      const subject = this.#subject(binding, user, undefined);
      if (subject)
        yield this.#resolve(
          binding,
          `ClusterRoleBinding "${binding.metadata.name}" of ClusterRole "${binding.roleRef.name}" to ${subject}`,
        );
    }
    if (!namespace) return;
    for (const binding of this.#bindings(
      'rolebindings.rbac.authorization.k8s.io',
    )) {
      if (binding.metadata.namespace !== namespace) continue;
      const subject = this.#subject(binding, user, namespace);
      if (subject) {
        yield this.#resolve(
          binding,
          `RoleBinding "${binding.metadata.name}/${namespace}" of ${binding.roleRef.kind} "${binding.roleRef.name}" to ${subject}`,
        );
      }
    }
  }

  /** Bindings by their names, which decides whose reason is given. */
  #bindings(storage: string): Raw[] {
    const { store } = this.#engine;
    return store.keys(storage).map(key => store.get(storage, key) as Raw);
  }

  #subject(
    binding: Raw,
    user: UserInfo,
    namespace: string | undefined,
  ): string | undefined {
    for (const s of binding.subjects ?? []) {
      if (s.kind === 'User' && s.name === user.username)
        return `User "${s.name}"`;
      if (s.kind === 'Group' && user.groups.includes(s.name))
        return `Group "${s.name}"`;
      const ns = s.namespace || namespace;
      if (
        s.kind === 'ServiceAccount' &&
        user.username === `system:serviceaccount:${ns}:${s.name}`
      )
        return `ServiceAccount "${s.name}/${ns}"`;
    }
    return undefined;
  }

  #resolve(
    binding: Raw,
    source: string,
  ): { rules: Raw[]; source: string; problem?: string } {
    const { kind, name } = binding.roleRef;
    const role = (
      kind === 'ClusterRole'
        ? this.#engine.find(
            'clusterroles.rbac.authorization.k8s.io',
            undefined,
            name,
          )
        : this.#engine.find(
            'roles.rbac.authorization.k8s.io',
            binding.metadata.namespace,
            name,
          )
    ) as Raw;
    if (!role)
      return {
        rules: [],
        source,
        problem: `${kind.toLowerCase()}.rbac.authorization.k8s.io "${name}" not found`,
      };
    return { rules: role.rules ?? [], source };
  }
}
