import { createServiceFactory } from '@backstage/backend-plugin-api';
import { createBackend } from '@backstage/backend-defaults';
import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockServices } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import authModuleOidcProvider from '@backstage/plugin-auth-backend-module-oidc-provider';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { createServer } from 'node:net';
import practiceIdentity, { HostHeaderGuard } from '..';

export const people = [
  ['dana', 'Dana Reyes', 'team-checkout'],
  ['sam', 'Sam Okafor', 'sre'],
  ['sofia', 'Sofia Lindqvist', 'policy-admins'],
  ['priya', 'Priya Nair', 'platform'],
  ['colin', 'Colin Baker', 'compliance'],
].map(([id, name, group]) => ({
  user: `user:default/${id}`,
  email: `${id}@example.test`,
  name,
  about: `Works in <${group}> & elsewhere`,
  group: `group:default/${group}`,
}));

export const entities = people.map(({ user, name, email, group }) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: user.split('/')[1], namespace: 'default' },
  spec: { profile: { displayName: name, email } },
  relations: [{ type: 'memberOf', targetRef: group }],
}));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise(resolve => {
    server.close(resolve);
  });
  if (typeof address !== 'object' || !address) {
    throw new Error('A listening server has an address');
  }
  return address.port;
}

export interface PracticeWorld {
  backendUrl: string;
  issuer: string;
  config: {
    app: JsonObject;
    backend: JsonObject;
    auth: JsonObject;
    understudy: JsonObject;
    [key: string]: JsonObject;
  };
}

/** The configuration of a backend on this machine that people may practise on. */
export async function practiceWorld(): Promise<PracticeWorld> {
  const [backendPort, identityPort] = [await freePort(), await freePort()];
  const backendUrl = `http://localhost:${backendPort}`;
  const issuer = `http://127.0.0.1:${identityPort}`;
  return {
    backendUrl,
    issuer,
    config: {
      app: { baseUrl: backendUrl },
      backend: {
        baseUrl: backendUrl,
        listen: { host: '127.0.0.1', port: backendPort },
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      auth: {
        environment: 'development',
        session: { secret: 'for this test' },
        providers: {
          oidc: {
            development: {
              metadataUrl: `${issuer}/.well-known/openid-configuration`,
              clientId: 'test',
              clientSecret: 'for this test',
              prompt: 'login',
              signIn: {
                resolvers: [
                  { resolver: 'emailMatchingUserEntityProfileEmail' },
                ],
              },
            },
          },
        },
      },
      understudy: {
        practice: {
          identity: {
            port: identityPort,
            people: people.map(({ user, email, name, about }) => ({
              user,
              email,
              name,
              about,
            })),
          },
        },
      },
    },
  };
}

/** Backstage's own HTTP server, guarded the way an adopter's README says. */
const guardedHttpRouter = rootHttpRouterServiceFactory({
  configure({ app, server, config, applyDefaults }) {
    const guard = HostHeaderGuard.forBackend(config);
    if (guard) {
      app.use(guard.middleware());
      guard.guardUpgrades(server);
    }
    applyDefaults();
  },
});

/**
 * Starts a backend as an adopter has it, with Backstage's own auth plugin and OIDC provider. Its catalog knows the
 * people that `reads` says, all if not given.
 */
export async function startBackend(
  world: PracticeWorld,
  reads: () => typeof entities = () => entities,
) {
  const growingCatalog = createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () =>
      new Proxy(catalogServiceMock(), {
        get(_, name) {
          const catalog = catalogServiceMock({ entities: reads() });
          const member = Reflect.get(catalog, name);
          return typeof member === 'function' ? member.bind(catalog) : member;
        },
      }),
  });
  const backend = createBackend();
  backend.add(mockServices.rootConfig.factory({ data: world.config }));
  backend.add(mockServices.rootLogger.factory());
  backend.add(guardedHttpRouter);
  backend.add(growingCatalog);
  backend.add(authPlugin);
  backend.add(authModuleOidcProvider);
  backend.add(practiceIdentity);
  await backend.start();
  return backend;
}
