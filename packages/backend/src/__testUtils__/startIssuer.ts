import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/** An ordinary OpenID Connect issuer, as a company has one: on its own server, with a client registered by hand. */
export interface Issuer {
  url: string;
  client: { id: string; secret: string };
  /** Who is at the keyboard when it asks somebody to sign in. */
  person: { sub: string; email: string; emailVerified: boolean };
  /** The parameters of the latest request to sign somebody in. */
  asked: URLSearchParams;
  stop(): Promise<void>;
}

/** Starts an issuer that signs in whoever is at the keyboard, each time that it is asked to. */
export async function startIssuer(options: {
  port: number;
  redirectUri: string;
}): Promise<Issuer> {
  const url = `http://localhost:${options.port}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const issuer: Issuer = {
    url,
    client: {
      id: 'backstage',
      secret: randomBytes(32).toString('base64url'),
    },
    person: { sub: 'a1b2', email: 'dana@example.test', emailVerified: true },
    asked: new URLSearchParams(),
    stop: async () => undefined,
  };
  const provider = new Provider(url, {
    clients: [
      {
        client_id: issuer.client.id,
        client_secret: issuer.client.secret,
        redirect_uris: [options.redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    jwks: {
      keys: [
        { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' },
      ],
    },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { profile: ['name'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx, { uid }) => `/login/${uid}` },
    findAccount: async (_ctx, sub) => ({
      accountId: sub,
      claims: async () => ({
        sub,
        email: issuer.person.email,
        email_verified: issuer.person.emailVerified,
        name: 'Somebody',
      }),
    }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      });
      grant.addOIDCScope('openid profile email offline_access');
      await grant.save();
      return grant;
    },
    issueRefreshToken: async () => true,
  });
  const answer = provider.callback();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    if (pathname === '/auth') {
      issuer.asked = searchParams;
    }
    if (pathname.startsWith('/login/')) {
      await provider.interactionFinished(request, response, {
        login: { accountId: issuer.person.sub },
      });
      return;
    }
    await answer(request, response);
  });
  await new Promise<void>(resolve => {
    server.listen(options.port, '127.0.0.1', resolve);
  });
  issuer.stop = async () => {
    server.closeAllConnections();
    await new Promise(resolve => {
      server.close(resolve);
    });
  };
  return issuer;
}
