import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { Provider, type Configuration } from 'oidc-provider';
import { messagePage } from '../page/messagePage';
import { originsOf } from '../page/originsOf';
import { pageHeaders } from '../page/renderPage';
import type { PracticeIdentity, PracticePerson } from '../types';
import { PracticeStore } from './PracticeStore';

const HOUR = 60 * 60;
const SCOPE = 'openid profile email';

function claimsOf(person: PracticePerson) {
  return {
    sub: person.user,
    email: person.email,
    email_verified: true,
    name: person.name,
    preferred_username: person.user,
  };
}

async function signingKey() {
  const { privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
  });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
}

function configuration(
  identity: PracticeIdentity,
  key: Awaited<ReturnType<typeof signingKey>>,
): Configuration {
  const { people, client } = identity;
  const origins = originsOf(client);
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [client.redirectUri, client.presenceRedirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
        scope: SCOPE,
        require_auth_time: true,
      },
    ],
    // Both are made anew with every start: what one process signed means nothing to the next.
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    adapter: () => new PracticeStore(),
    scopes: SCOPE.split(' '),
    claims: {
      openid: ['sub'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
    },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_ctx, caller, token) =>
          token.clientId === caller.clientId,
      },
    },
    interactions: { url: (_ctx, interaction) => `/choose/${interaction.uid}` },
    async findAccount(_ctx, id) {
      const person = people.find(({ user }) => user === id);
      return (
        person && {
          accountId: person.user,
          claims: async () => claimsOf(person),
        }
      );
    },
    // The one client is the backend that this runs in, so there is nothing to consent to.
    async loadExistingGrant({ oidc }) {
      if (!oidc.client || !oidc.session?.accountId) {
        return undefined;
      }
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope(SCOPE);
      await grant.save();
      return grant;
    },
    // Without a refresh token, Backstage forgets who is signed in when its page is loaded again.
    issueRefreshToken: async () => true,
    expiresWithSession: async () => false,
    rotateRefreshToken: false,
    ttl: {
      AccessToken: HOUR,
      AuthorizationCode: 60,
      Grant: 14 * 24 * HOUR,
      IdToken: HOUR,
      Interaction: HOUR,
      RefreshToken: 14 * 24 * HOUR,
      Session: 14 * 24 * HOUR,
    },
    async renderError(ctx, out) {
      ctx.set(pageHeaders({ origins }));
      ctx.body = messagePage({
        title: 'Signing in did not work',
        message: out.error_description ?? out.error,
        appOrigin: origins[0],
      });
    },
  };
}

/** Makes the OpenID Connect provider; it serves one client, and the people of the configuration. */
export async function createOidcProvider(
  identity: PracticeIdentity,
): Promise<Provider> {
  return new Provider(
    identity.issuer,
    configuration(identity, await signingKey()),
  );
}
