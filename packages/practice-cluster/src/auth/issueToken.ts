import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { KubeObject } from '../types';

/** A token that was made for a service account. */
export interface IssuedToken {
  token: string;
  /** By which the token is known, and whoever uses it. */
  id: string;
  expiresAt: number;
}

const key = randomBytes(32);
const encode = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** Makes a token for a service account in the form that Kubernetes gives it. */
export function issueToken(
  account: KubeObject,
  audiences: string[],
  now: number,
  seconds: number,
): IssuedToken {
  const { namespace, name, uid } = account.metadata;
  const id = randomUUID();
  const iat = Math.floor(now / 1000);
  const body = {
    aud: audiences,
    exp: iat + seconds,
    iat,
    iss: 'https://practice.invalid',
    jti: id,
    'kubernetes.io': { namespace, serviceaccount: { name, uid } },
    nbf: iat,
    sub: `system:serviceaccount:${namespace}:${name}`,
  };
  const unsigned = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(body)}`;
  const signature = createHmac('sha256', key)
    .update(unsigned)
    .digest('base64url');
  return {
    token: `${unsigned}.${signature}`,
    id,
    expiresAt: now + seconds * 1000,
  };
}
