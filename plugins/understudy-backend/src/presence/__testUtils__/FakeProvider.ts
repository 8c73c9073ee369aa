import {
  createHash,
  generateKeyPairSync,
  randomUUID,
  sign,
  type KeyObject,
} from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';

interface Granted {
  redirectUri: string;
  challenge: string;
  nonce: string;
  idToken?: string;
}

/** What a provider could do otherwise than it should. */
export interface Misbehaviour {
  /** Changes what the ID token says. */
  claims?: (claims: Record<string, unknown>) => Record<string, unknown>;
  /** Signs with another key than the one it publishes. */
  forged?: boolean;
  /** Names this algorithm, and signs nothing. */
  algorithm?: string;
  /** What it says where it tells of people. */
  userInfo?: Record<string, unknown>;
  /** Changes what it says about itself. */
  metadata?: (metadata: Record<string, unknown>) => Record<string, unknown>;
}

const base64 = (value: object) =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * An OpenID Connect provider over real HTTP that signs in whom the test wants,
 * and can be told to do what a good one never does.
 */
export class FakeProvider {
  readonly #server: Server;
  readonly #keys = [newKey(), newKey()];
  readonly #codes = new Map<string, Granted>();
  /** Who sits before the screen. */
  email = 'sam@example.test';
  misbehaviour: Misbehaviour = {};
  readonly clientId = 'understudy';
  readonly clientSecret = ['only', 'for', 'this', 'test'].join('-');
  /** What it was asked for last. */
  asked = new URLSearchParams();
  issuer = '';

  static async start(): Promise<FakeProvider> {
    const provider = new FakeProvider();
    await new Promise<void>(resolve => {
      provider.#server.listen(0, '127.0.0.1', resolve);
    });
    const address = provider.#server.address();
    if (typeof address !== 'object' || !address) {
      throw new Error('A listening server has an address');
    }
    provider.issuer = `http://127.0.0.1:${address.port}`;
    return provider;
  }

  private constructor() {
    this.#server = createServer((req, res) => {
      this.#answer(req)
        .then(({ status = 200, body, location }) => {
          res.writeHead(status, {
            'Content-Type': 'application/json',
            ...(location && { Location: location }),
          });
          res.end(JSON.stringify(body ?? {}));
        })
        .catch(error => res.destroy(error));
    });
  }

  get metadataUrl(): string {
    return `${this.issuer}/.well-known/openid-configuration`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  /** Signs in as a person does, and gives where the browser is sent then. */
  async signIn(url: string): Promise<URL> {
    const response = await fetch(url, { redirect: 'manual' });
    return new URL(response.headers.get('location')!);
  }

  async #answer(req: IncomingMessage): Promise<{
    status?: number;
    body?: object;
    location?: string;
  }> {
    const { pathname, searchParams } = new URL(req.url!, this.issuer);
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return { body: this.#metadata() };
      case '/keys':
        return { body: { keys: [this.#keys[0].jwk] } };
      case '/authorize':
        return this.#authorize(searchParams);
      case '/token':
        return this.#token(req);
      case '/userinfo':
        return { body: { sub: 'subject', ...this.misbehaviour.userInfo } };
      default:
        return { status: 404 };
    }
  }

  #metadata() {
    const metadata = {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      userinfo_endpoint: `${this.issuer}/userinfo`,
      jwks_uri: `${this.issuer}/keys`,
    };
    return this.misbehaviour.metadata?.(metadata) ?? metadata;
  }

  #authorize(params: URLSearchParams) {
    this.asked = params;
    const code = randomUUID();
    this.#codes.set(code, {
      redirectUri: params.get('redirect_uri')!,
      challenge: params.get('code_challenge')!,
      nonce: params.get('nonce')!,
    });
    const back = new URL(params.get('redirect_uri')!);
    back.searchParams.set('state', params.get('state')!);
    back.searchParams.set('code', code);
    return { status: 302, location: back.href };
  }

  async #token(req: IncomingMessage) {
    const chunks: Buffer[] = [];
    for await (const chunk of req) {
      chunks.push(chunk);
    }
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const code = form.get('code') ?? '';
    const granted = this.#codes.get(code);
    this.#codes.delete(code);
    const [, basic = ''] = (req.headers.authorization ?? '').split(' ');
    // As the standard says, both parts are encoded as in a form.
    const client = decodeURIComponent(Buffer.from(basic, 'base64').toString());
    const verifier = form.get('code_verifier') ?? '';
    if (
      !granted ||
      client !== `${this.clientId}:${this.clientSecret}` ||
      form.get('redirect_uri') !== granted.redirectUri ||
      createHash('sha256').update(verifier).digest('base64url') !==
        granted.challenge
    ) {
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    return {
      body: {
        access_token: randomUUID(),
        token_type: 'Bearer',
        id_token: this.#idToken(granted.nonce),
      },
    };
  }

  #idToken(nonce: string): string {
    const now = Math.floor(Date.now() / 1_000);
    const { claims, forged, algorithm } = this.misbehaviour;
    const good = {
      iss: this.issuer,
      aud: this.clientId,
      sub: 'subject',
      iat: now,
      exp: now + 60,
      auth_time: now,
      nonce,
      email: this.email,
      email_verified: true,
    };
    const key = this.#keys[forged ? 1 : 0];
    const text = [
      base64({ alg: algorithm ?? 'RS256', kid: this.#keys[0].jwk.kid }),
      base64(claims?.(good) ?? good),
    ].join('.');
    const signature =
      algorithm === undefined
        ? sign('sha256', Buffer.from(text), key.privateKey)
        : Buffer.alloc(0);
    return `${text}.${signature.toString('base64url')}`;
  }
}

function newKey(): {
  privateKey: KeyObject;
  jwk: Record<string, unknown>;
} {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
  });
  return {
    privateKey,
    jwk: {
      ...publicKey.export({ format: 'jwk' }),
      use: 'sig',
      alg: 'RS256',
      kid: randomUUID(),
    },
  };
}
