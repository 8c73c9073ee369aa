import { IncomingHttpHeaders } from 'node:http';
import { Engine } from '../engine/Engine';
import { KubeObject } from '../types';
import { IssuedToken } from './issueToken';
import { unauthorized } from '../status/errors';
import { UserInfo } from '../types';

/** A token and whom it stands for. @public */
export interface TokenGrant {
  /** The bearer token. */
  token: string;
  /** Whom it stands for. */
  username: string;
  /** The uid of that user. */
  uid?: string;
  /** The groups of that user; `system:authenticated` always comes along. */
  groups?: string[];
}

/** The user of a service account. */
export function serviceAccountUser(
  namespace: string,
  name: string,
  uid?: string,
): UserInfo {
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    uid,
    groups: [
      'system:serviceaccounts',
      `system:serviceaccounts:${namespace}`,
      'system:authenticated',
    ],
  };
}

/** Knows the tokens of one cluster. */
export class Identities {
  readonly #engine: Engine;
  readonly #users = new Map<string, UserInfo>();
  readonly #issued = new Map<string, IssuedToken & { account: KubeObject }>();

  constructor(engine: Engine, grants: TokenGrant[]) {
    this.#engine = engine;
    for (const grant of grants) {
      this.#users.set(grant.token, {
        username: grant.username,
        uid: grant.uid,
        groups: [...new Set([...(grant.groups ?? []), 'system:authenticated'])],
      });
    }
  }

  /** Who sends a request; without a token it is the anonymous user. */
  authenticate(headers: IncomingHttpHeaders): UserInfo {
    const header = headers.authorization;
    // Only bearer tokens are known here: whoever shows something else is nobody.
    if (!header || !/^Bearer\s/i.test(header))
      return {
        username: 'system:anonymous',
        groups: ['system:unauthenticated'],
      };
    const token = /^Bearer\s+(\S+)\s*$/i.exec(header)?.[1];
    const user = token ? this.byToken(token) : undefined;
    if (!user) throw unauthorized();
    return user;
  }

  /** Lets a token be used that was made for a service account, while both last. */
  remember(issued: IssuedToken, account: KubeObject): void {
    this.#issued.set(issued.token, { ...issued, account });
  }

  #byIssued(token: string): UserInfo | undefined {
    const issued = this.#issued.get(token);
    if (!issued || issued.expiresAt <= this.#engine.clock.now())
      return undefined;
    const { namespace, name, uid } = issued.account.metadata;
    const current = this.#engine.find('serviceaccounts', namespace, name);
    return current?.metadata.uid === uid
      ? {
          ...serviceAccountUser(namespace!, name, uid),
          extra: {
            'authentication.kubernetes.io/credential-id': [`JTI=${issued.id}`],
          },
        }
      : undefined;
  }

  /** Whom a token stands for: a fixed grant or the token secret of a service account. */
  byToken(token: string): UserInfo | undefined {
    const fixed = this.#users.get(token);
    if (fixed) return fixed;
    const issued = this.#byIssued(token);
    if (issued) return issued;
    const account = /^system:serviceaccount:([^:]+):(.+)$/;
    for (const secret of this.#engine.list('secrets')) {
      const { type, data } = secret as {
        type?: string;
        data?: Record<string, string>;
      };
      if (type !== 'kubernetes.io/service-account-token' || !data?.token)
        continue;
      if (Buffer.from(data.token, 'base64').toString('utf8') !== token)
        continue;
      const name =
        secret.metadata.annotations?.['kubernetes.io/service-account.name'] ??
        '';
      const user = serviceAccountUser(
        secret.metadata.namespace!,
        name,
        secret.metadata.annotations?.['kubernetes.io/service-account.uid'],
      );
      return account.test(user.username) ? user : undefined;
    }
    return undefined;
  }
}
