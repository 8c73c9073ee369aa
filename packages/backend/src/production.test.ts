import {
  openChooser,
  refreshSession,
  TestBrowser,
} from '@understudy/plugin-auth-backend-module-practice-identity/testUtils';
import type { JsonObject } from '@backstage/types';
import { eventually } from './__testUtils__/eventually';
import { freePort, startHost, type Host } from './__testUtils__/startHost';
import { startIssuer, type Issuer } from './__testUtils__/startIssuer';

jest.setTimeout(180_000);

const configs = ['app-config.yaml', 'app-config.production.yaml'];
const env = 'production';

describe('the example host in production', () => {
  let host: Host | undefined;
  let issuer: Issuer | undefined;

  beforeEach(() => {
    // The issuer says at length that it should not be used in production.
    jest.spyOn(console, 'warn').mockImplementation();
    jest.spyOn(console, 'info').mockImplementation();
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await host?.stop();
    await issuer?.stop();
    host = undefined;
    issuer = undefined;
  });

  /** What the environment of a production host says. */
  function environment(url: string): NodeJS.ProcessEnv {
    return {
      NODE_ENV: 'production',
      BASE_URL: url,
      AUTH_SESSION_SECRET: 'of this test',
      OIDC_METADATA_URL: `${issuer?.url}/.well-known/openid-configuration`,
      OIDC_CLIENT_ID: issuer?.client.id,
      OIDC_CLIENT_SECRET: issuer?.client.secret,
      POSTGRES_HOST: 'replaced',
      POSTGRES_PORT: '5432',
      POSTGRES_USER: 'replaced',
      POSTGRES_PASSWORD: 'replaced',
    };
  }

  /** What stands in for the database, the address and the catalog of a production host. */
  function overlay(port: number): JsonObject {
    return {
      backend: {
        listen: { host: '127.0.0.1', port },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      catalog: {
        locations: [
          {
            type: 'file',
            target: '../../examples/org.yaml',
            rules: [{ allow: ['User', 'Group'] }],
          },
        ],
      },
      understudy: {
        roles: [{ group: 'group:default/team-checkout', roles: ['operator'] }],
      },
    };
  }

  it('signs people in at an ordinary issuer, and only those it vouches for', async () => {
    // Given an issuer on a server of its own
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const running = await startIssuer({
      port: await freePort(),
      redirectUri: `${url}/api/auth/oidc/handler/frame`,
    });
    issuer = running;
    host = await startHost({
      port,
      configs,
      env: environment(url),
      overlay: () => overlay(port),
    });
    const signIn = async () => {
      const browser = new TestBrowser();
      const { html } = await openChooser({ backendUrl: url, browser, env });
      return { browser, answer: decodeURIComponent(html) };
    };

    // When somebody signs in whom the catalog knows
    const browser = await eventually(async () => {
      const signedIn = await signIn();
      expect(signedIn.answer).toContain('"backstageIdentity"');
      return signedIn.browser;
    });

    // Then the issuer was asked for fresh presence, and for what a session needs
    expect(running.asked.get('prompt')).toBe('login');
    expect(running.asked.get('code_challenge_method')).toBe('S256');
    expect(running.asked.get('scope')?.split(' ').sort()).toEqual([
      'email',
      'offline_access',
      'openid',
      'profile',
    ]);
    const session = await refreshSession({ backendUrl: url, browser, env });
    const { backstageIdentity } = await session.json();
    expect(backstageIdentity.identity).toMatchObject({
      userEntityRef: 'user:default/dana',
      ownershipEntityRefs: ['user:default/dana', 'group:default/team-checkout'],
    });

    // And permissions hold
    const me = await fetch(`${url}/api/understudy/v1/me/permissions`, {
      headers: { authorization: `Bearer ${backstageIdentity.token}` },
    });
    await expect(me.json()).resolves.toMatchObject({
      framework: 'enabled',
      roles: [{ role: 'operator', via: 'group:default/team-checkout' }],
    });

    // And nobody comes in with an address that the issuer did not verify, or that the catalog does not know
    running.person = {
      sub: 'c3d4',
      email: 'sam@example.test',
      emailVerified: false,
    };
    const unverified = await signIn();
    expect(unverified.answer).toContain('"error":');
    running.person = {
      sub: 'e5f6',
      email: 'mallory@example.test',
      emailVerified: true,
    };
    const unknown = await signIn();
    expect(unknown.answer).toContain('"error":');
    for (const stranger of [unverified, unknown]) {
      const refused = await refreshSession({
        backendUrl: url,
        browser: stranger.browser,
        env,
      });
      expect(refused.status).toBe(401);
    }

    // And the way in for development is closed
    const development = await fetch(
      `${url}/api/auth/oidc/start?env=development`,
      { redirect: 'manual' },
    );
    expect(development.status).toBe(404);
  });

  it('does not start with the practice identity', async () => {
    const port = await freePort();
    await expect(
      startHost({
        port,
        configs: ['app-config.yaml'],
        env: { NODE_ENV: 'production' },
        overlay: () => ({ backend: { listen: { port } } }),
      }),
    ).rejects.toThrow(
      /practice identity provider signs people in without a password and does not start here: NODE_ENV is production\./,
    );
  });

  it('does not start with the session secret that everybody knows', async () => {
    const port = await freePort();
    issuer = await startIssuer({
      port: await freePort(),
      redirectUri: `http://localhost:${port}/api/auth/oidc/handler/frame`,
    });
    const variables = environment(`http://localhost:${port}`);
    delete variables.AUTH_SESSION_SECRET;
    await expect(
      startHost({
        port,
        configs,
        env: variables,
        overlay: () => overlay(port),
      }),
    ).rejects.toThrow(
      /auth\.session\.secret is the one for development: set AUTH_SESSION_SECRET/,
    );
  });
});
