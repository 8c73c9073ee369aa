import type { JsonObject } from '@backstage/types';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, type JWTPayload } from 'jose';

/** The keys that a host signs its tokens with, in the hands of a test. */
export class SigningKeys {
  readonly #directory: string;
  readonly #privateKey: KeyObject;

  static async create(): Promise<SigningKeys> {
    const directory = await mkdtemp(join(tmpdir(), 'understudy-keys-'));
    const { publicKey, privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
    });
    await writeFile(
      join(directory, 'public.pem'),
      publicKey.export({ type: 'spki', format: 'pem' }),
    );
    await writeFile(
      join(directory, 'private.pem'),
      privateKey.export({ type: 'pkcs8', format: 'pem' }),
    );
    return new SigningKeys(directory, privateKey);
  }

  private constructor(directory: string, privateKey: KeyObject) {
    this.#directory = directory;
    this.#privateKey = privateKey;
  }

  /** The value of `auth.keyStore` that makes a host use these keys. */
  keyStore(): JsonObject {
    return {
      provider: 'static',
      static: {
        keys: [
          {
            keyId: 'test',
            publicKeyFile: join(this.#directory, 'public.pem'),
            privateKeyFile: join(this.#directory, 'private.pem'),
          },
        ],
      },
    };
  }

  /** Signs what a Backstage token says. */
  async sign(payload: JWTPayload): Promise<string> {
    return new SignJWT(payload)
      .setProtectedHeader({
        typ: 'vnd.backstage.user',
        alg: 'ES256',
        kid: 'test',
      })
      .sign(this.#privateKey);
  }

  async remove(): Promise<void> {
    await rm(this.#directory, { recursive: true, force: true });
  }
}
