import {
  signInAs,
  type SignedIn,
} from '@understudy/plugin-auth-backend-module-practice-identity/testUtils';
import { understudyPermissions } from '@understudy/plugin-understudy-common';
import { decodeJwt } from 'jose';
import { get, type IncomingMessage } from 'node:http';
import { hostPermissions } from './permissions/hostPermissions';
import { eventually } from './__testUtils__/eventually';
import { SigningKeys } from './__testUtils__/SigningKeys';
import { freePort, startHost, type Host } from './__testUtils__/startHost';

jest.setTimeout(180_000);

const groups = {
  dana: ['team-checkout'],
  sam: ['sre'],
  sofia: ['policy-admins', 'sre'],
  priya: ['platform'],
  colin: ['compliance'],
};

type Person = keyof typeof groups;
const names = Object.keys(groups) as Person[];

describe('the example host', () => {
  let host: Host;
  let keys: SigningKeys;
  const people = new Map<Person, SignedIn>();

  beforeAll(async () => {
    keys = await SigningKeys.create();
    const identityPort = await freePort();
    host = await startHost({
      configs: ['app-config.yaml'],
      env: { NODE_ENV: 'development' },
      overlay: ({ url, port }) => ({
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { port },
          database: { connection: ':memory:' },
        },
        auth: {
          keyStore: keys.keyStore(),
          providers: {
            oidc: {
              development: {
                metadataUrl: `http://127.0.0.1:${identityPort}/.well-known/openid-configuration`,
              },
            },
          },
        },
        understudy: { practice: { identity: { port: identityPort } } },
      }),
    });
    // The catalog takes the people of the example world in while the host is ready already.
    for (const name of names) {
      people.set(name, await eventually(() => signIn(name)));
    }
  });

  async function signIn(name: Person): Promise<SignedIn> {
    return signInAs({ backendUrl: host.url, user: `user:default/${name}` });
  }

  afterAll(async () => {
    await host?.stop();
    await keys?.remove();
  });

  /** Calls the host as one of the people, or with any other token. */
  async function call(
    who: Person | { token: string } | undefined,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: any }> {
    const token = typeof who === 'string' ? people.get(who)?.token : who?.token;
    const response = await fetch(`${host.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body:
        text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    };
  }

  it.each(names)('knows %s with the groups of the catalog', async name => {
    const userEntityRef = `user:default/${name}`;
    const refs = groups[name].map(group => `group:default/${group}`);
    expect(people.get(name)).toMatchObject({
      userEntityRef,
      ownershipEntityRefs: [userEntityRef, ...refs],
    });
    const { body } = await call(name, '/api/understudy/v1/me/permissions');
    expect(body.user.entityRef).toBe(userEntityRef);
    expect(body.framework).toBe('enabled');
    expect(body.roles.length).toBeGreaterThan(0);
    for (const { via } of body.roles) {
      expect(refs).toContain(via);
    }
  });

  it('lets an operator start a template and refuses a viewer', async () => {
    const task = {
      templateRef: 'template:default/handover-note',
      values: {
        entityRef: 'component:default/checkout',
        situation: 'Calm.',
      },
    };

    const refused = await call('colin', '/api/scaffolder/v2/tasks', task);
    expect(refused.status).toBe(403);
    expect(refused.body.error.name).toBe('NotAllowedError');

    const started = await call('dana', '/api/scaffolder/v2/tasks', task);
    expect(started.status).toBe(201);

    // Also every action of it may run
    const path = `/api/scaffolder/v2/tasks/${started.body.id}`;
    const status = await eventually(async () => {
      const { body } = await call('colin', path);
      expect(['completed', 'failed']).toContain(body.status);
      return body.status;
    });
    expect(status).toBe('completed');
  });

  it('lets everyone read the catalog and the platform change it', async () => {
    const location = {
      type: 'url',
      target: 'https://git.example.test/org/repo/blob/main/catalog-info.yaml',
    };
    for (const name of names) {
      await expect(
        call(name, '/api/catalog/entities/by-name/component/default/checkout'),
      ).resolves.toMatchObject({ status: 200 });
    }
    for (const name of ['dana', 'colin'] as const) {
      await expect(
        call(name, '/api/catalog/locations', location),
      ).resolves.toMatchObject({ status: 403 });
    }
    for (const name of ['sam', 'priya'] as const) {
      const { status } = await call(name, '/api/catalog/locations', {
        ...location,
        target: `${location.target}?by=${name}`,
      });
      expect(status).toBe(201);
    }
  });

  it('lets nobody through the Kubernetes proxy', async () => {
    for (const name of names) {
      await expect(
        call(name, '/api/kubernetes/proxy/api/v1/pods'),
      ).resolves.toMatchObject({ status: 403 });
      await expect(
        call(name, '/api/kubernetes/clusters'),
      ).resolves.toMatchObject({ status: 200 });
    }
  });

  it('has decided on every permission that one of its plugins checks', async () => {
    const decided = [
      ...hostPermissions.keys(),
      ...understudyPermissions.map(({ name }) => name),
    ];
    const checked = new Set<string>();
    for (const plugin of [
      'app',
      'auth',
      'catalog',
      'kubernetes',
      'notifications',
      'scaffolder',
      'search',
      'signals',
      'techdocs',
      'understudy',
      'user-settings',
    ]) {
      const { status, body } = await call(
        'sam',
        `/api/${plugin}/.well-known/backstage/permissions/metadata`,
      );
      const permissions = status === 200 ? body.permissions ?? [] : [];
      permissions.forEach(({ name }: { name: string }) => checked.add(name));
    }
    expect([...checked].sort()).toEqual(decided.sort());
  });

  it('takes no token but its own, and that for its time only', async () => {
    const path = '/api/catalog/entities?limit=1';
    const real = decodeJwt(people.get('dana')!.token);
    const now = Math.floor(Date.now() / 1000);
    const others = await SigningKeys.create();

    // Given a token like the one that the host made, it would take it
    const same = await keys.sign(real);
    await expect(call({ token: same }, path)).resolves.toMatchObject({
      status: 200,
    });

    // Then neither an expired nor a forged one, nor none
    const expired = await keys.sign({ ...real, exp: now - 1, iat: now - 3600 });
    const forged = await others.sign(real);
    const unsigned = [
      Buffer.from('{"alg":"none","typ":"vnd.backstage.user"}').toString(
        'base64url',
      ),
      same.split('.')[1],
      '',
    ].join('.');
    for (const token of [expired, forged, unsigned, 'nonsense']) {
      await expect(call({ token }, path)).resolves.toMatchObject({
        status: 401,
      });
    }
    await expect(call(undefined, path)).resolves.toMatchObject({ status: 401 });
    await others.remove();
  });

  it('answers by its own name and on loopback only', async () => {
    const foreign = await new Promise<IncomingMessage>((done, reject) => {
      get(
        {
          host: '127.0.0.1',
          port: host.port,
          path: '/api/auth/oidc/start?env=development',
          headers: { host: `backstage.attacker.example:${host.port}` },
        },
        done,
      ).on('error', reject);
    });
    foreign.resume();
    expect(foreign.statusCode).toBe(421);

    await expect(
      fetch(`http://127.0.0.2:${host.port}/`, {
        signal: AbortSignal.timeout(5000),
      }),
    ).rejects.toThrow();
  });
});
