import { IncomingHttpHeaders } from 'node:http';
import { badRequest } from '../status/errors';
import { UserInfo } from '../types';
import { denied } from './denied';
import { serviceAccountUser } from './Identities';
import { AccessAttributes, Rbac } from './Rbac';

function values(
  headers: IncomingHttpHeaders,
  rawHeaders: string[],
  name: string,
): string[] {
  const out: string[] = [];
  for (let i = 0; i < rawHeaders.length; i += 2)
    if (rawHeaders[i].toLowerCase() === name) out.push(rawHeaders[i + 1]);
  if (out.length > 0) return out;
  return headers[name] === undefined ? [] : [String(headers[name])];
}

function goStrings(list: string[]): string {
  if (list.length === 0) return '[]string(nil)';
  return `[]string{${list.map(g => JSON.stringify(g)).join(', ')}}`;
}

function goExtra(extra: Array<[string, string[]]>): string {
  if (extra.length === 0) return 'map[string][]string(nil)';
  return `map[string][]string{${extra
    .map(([key, list]) => `${JSON.stringify(key)}:${goStrings(list)}`)
    .join(', ')}}`;
}

/** Who was let through by an old right before: that right is what later refusals name. */
const byOldRight = new WeakMap<Rbac, Set<string>>();

/** Whom a request acts as, after the Impersonate headers were checked against RBAC. */
export function impersonate(
  user: UserInfo,
  headers: IncomingHttpHeaders,
  rawHeaders: string[],
  rbac: Rbac,
  target: AccessAttributes,
): UserInfo {
  const name = values(headers, rawHeaders, 'impersonate-user')[0];
  const groups = values(headers, rawHeaders, 'impersonate-group');
  const uid = values(headers, rawHeaders, 'impersonate-uid')[0];
  const extraKeys = [
    ...new Set(
      rawHeaders
        .filter((_, i) => i % 2 === 0)
        .map(h => h.toLowerCase())
        .filter(h => h.startsWith('impersonate-extra-')),
    ),
  ];
  if (!name) {
    if (groups.length > 0 || uid || extraKeys.length > 0)
      throw badRequest(
        `requested &user.DefaultInfo{Name:"", UID:${JSON.stringify(
          uid ?? '',
        )}, Groups:${goStrings(groups)}, Extra:${goExtra(
          extraKeys.map(key => [
            decodeURIComponent(key.slice('impersonate-extra-'.length)),
            values(headers, rawHeaders, key),
          ]),
        )}} without impersonating a user name`,
      );
    return user;
  }
  const account = /^system:serviceaccount:([^:]+):(.+)$/.exec(name);
  const known = byOldRight.get(rbac) ?? new Set();
  byOldRight.set(rbac, known);
  const check = (a: AccessAttributes) => {
    const decision = rbac.authorize(user, a);
    if (decision.allowed) return;
    if (known.has(user.username)) throw denied(user, a, decision.reason);
    // What is refused is named by the right that would have let just this request through.
    const verb = `impersonate-on:${account ? 'serviceaccount' : 'user-info'}:${
      target.verb
    }`;
    throw denied(user, { ...target, verb }, '');
  };
  if (account)
    check({
      verb: 'impersonate',
      group: '',
      resource: 'serviceaccounts',
      namespace: account[1],
      name: account[2],
    });
  else check({ verb: 'impersonate', group: '', resource: 'users', name });
  for (const group of groups)
    check({ verb: 'impersonate', group: '', resource: 'groups', name: group });
  if (uid)
    check({
      verb: 'impersonate',
      group: 'authentication.k8s.io',
      resource: 'uids',
      name: uid,
    });
  const extra: Record<string, string[]> = {};
  for (const key of extraKeys) {
    const field = decodeURIComponent(key.slice('impersonate-extra-'.length));
    extra[field] = values(headers, rawHeaders, key);
    for (const value of extra[field])
      check({
        verb: 'impersonate',
        group: 'authentication.k8s.io',
        resource: 'userextras',
        subresource: field,
        name: value,
      });
  }
  known.add(user.username);
  const base = account
    ? serviceAccountUser(account[1], account[2])
    : { username: name, groups: [] as string[] };
  const all = groups.length > 0 ? groups : base.groups;
  const anonymous = name === 'system:anonymous';
  return {
    username: name,
    uid,
    groups: [
      ...new Set([
        ...all,
        anonymous ? 'system:unauthenticated' : 'system:authenticated',
      ]),
    ],
    ...(extraKeys.length > 0 ? { extra } : {}),
  };
}
