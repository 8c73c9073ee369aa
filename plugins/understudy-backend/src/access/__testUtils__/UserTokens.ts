import {
  coreServices,
  createBackendPlugin,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  base64url,
  exportJWK,
  FlattenedSign,
  generateKeyPair,
  SignJWT,
  type JWK,
  type KeyLike,
} from 'jose';
import { Router } from 'express';

const USER = 'vnd.backstage.user';
const LIMITED = 'vnd.backstage.limited-user';
const HOUR_S = 3600;

/** Signs in users as Backstage's auth backend does, with a key of its own. */
export class UserTokens {
  readonly #key: KeyLike;
  readonly #strange: KeyLike;
  readonly #published: JWK;

  static async create(): Promise<UserTokens> {
    const { privateKey, publicKey } = await generateKeyPair('ES256');
    const strange = await generateKeyPair('ES256');
    return new UserTokens(privateKey, strange.privateKey, {
      ...(await exportJWK(publicKey)),
      kid: 'users',
      alg: 'ES256',
    });
  }

  private constructor(key: KeyLike, strange: KeyLike, published: JWK) {
    this.#key = key;
    this.#strange = strange;
    this.#published = published;
  }

  /** What stands in for the auth backend: it publishes the key. */
  plugin(): BackendFeature {
    const published = this.#published;
    return createBackendPlugin({
      pluginId: 'auth',
      register(env) {
        env.registerInit({
          deps: { http: coreServices.httpRouter },
          async init({ http }) {
            const path = '/.well-known/jwks.json';
            const router = Router();
            router.get(path, (_req, res) => {
              res.json({ keys: [published] });
            });
            http.use(router);
            http.addAuthPolicy({ path, allow: 'unauthenticated' });
          },
        });
      },
    });
  }

  /** The token of somebody's session. */
  async of(
    person: string,
    options: { groups?: string[]; expired?: boolean; forged?: boolean } = {},
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const iat = options.expired ? now - 2 * HOUR_S : now - 1;
    const exp = iat + HOUR_S;
    const sub = `user:default/${person}`;
    const key = options.forged ? this.#strange : this.#key;
    // The proof of identity: the signature of the token as it would be with less in it.
    const proof = await new FlattenedSign(
      base64url.decode(base64url.encode(JSON.stringify({ sub, iat, exp }))),
    )
      .setProtectedHeader({ typ: LIMITED, alg: 'ES256', kid: 'users' })
      .sign(key);
    return new SignJWT({
      ent: [sub, ...(options.groups ?? [])],
      uip: proof.signature,
    })
      .setProtectedHeader({ typ: USER, alg: 'ES256', kid: 'users' })
      .setSubject(sub)
      .setIssuedAt(iat)
      .setExpirationTime(exp)
      .setAudience('backstage')
      .sign(key);
  }
}
