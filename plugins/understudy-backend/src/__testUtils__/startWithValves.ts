import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import {
  understudyConnectorsExtensionPoint,
  understudyRunEngineExtensionPoint,
} from '@understudy/plugin-understudy-node';
import type { Knex } from 'knex';
import request, { type Response } from 'supertest';
import { Valves } from '../approvals/__testUtils__/valves';
import { entities } from './entities';
import { goodConfig, startUnderstudy } from './startUnderstudy';

/** Somebody for each role, and somebody without any. */
export const roles = [
  'viewer',
  'operator',
  'approver',
  'policy-admin',
  'compliance',
  'sre',
  'nobody',
] as const;

/** Those who prepare what the others are then asked about. */
const helpers = {
  author: ['operator'],
  second: ['approver'],
  keeper: ['policy-admin', 'sre', 'compliance'],
  all: ['operator', 'approver', 'policy-admin', 'compliance', 'sre'],
} as const;

const rolesOf: Record<string, readonly string[]> = {
  ...Object.fromEntries(roles.map(role => [role, [role]])),
  nobody: [],
  ...helpers,
};
const origin = 'url:https://example.test/org.yaml';
const groupsOf = (name: string) =>
  (rolesOf[name] ?? []).map(role => `group:default/${role}s`);

function org(): Entity[] {
  const annotations = { [ANNOTATION_ORIGIN_LOCATION]: origin };
  const named = (kind: string, name: string, spec: JsonObject): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations },
    spec,
  });
  return [
    ...Object.keys(rolesOf).map(name =>
      named('User', name, {
        memberOf: groupsOf(name),
        profile: { email: `${name}@example.test` },
      }),
    ),
    ...roles.map(role => ({
      ...named('Group', `${role}s`, { type: 'team', children: [] }),
      relations: Object.keys(rolesOf)
        .filter(name => rolesOf[name].includes(role))
        .map(name => ({
          type: 'hasMember',
          targetRef: `user:default/${name}`,
        })),
    })),
  ];
}

/** A request as the tests make it. */
export interface Asked {
  method: 'get' | 'post' | 'put' | 'delete';
  /** Below `/api/understudy/v1`. */
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

/** The header of somebody whom the mocked authentication believes. */
export function mocked(person: string): string {
  return mockCredentials.user.header(`user:default/${person}`);
}

/** The whole plugin with a connector, an engine, and somebody for each role. */
export async function startWithValves(options: {
  knex: Knex;
  config?: JsonObject;
  features?: BackendFeature[];
  /** The database of the other plugins. */
  database?: (pluginId: string) => Promise<Knex>;
  authorization?: (person: string) => Promise<string>;
}) {
  const { knex } = options;
  const clock = {
    get now() {
      return Date.now();
    },
  };
  const valves = new Valves(clock);
  const understudy = await startUnderstudy({
    config: {
      ...goodConfig,
      ...options.config,
      understudy: {
        api: { requestsPerMinute: 10_000_000 },
        plans: { perHour: 100_000 },
        people: { trustedOrigins: [origin] },
        roles: roles
          .filter(role => role !== 'nobody')
          .map(role => ({ group: `group:default/${role}s`, roles: [role] })),
        environments: [
          { name: 'development', clusters: ['development'] },
          { name: 'pre-production', clusters: ['staging'] },
          { name: 'production', clusters: ['production'] },
        ],
      },
    } as JsonObject,
    entities: [...entities, ...org()],
    groupsOf,
    features: [
      createServiceFactory({
        service: coreServices.database,
        deps: { plugin: coreServices.pluginMetadata },
        factory: async ({ plugin }) =>
          mockServices.database({
            knex:
              plugin.getId() === 'understudy' || !options.database
                ? knex
                : await options.database(plugin.getId()),
          }),
      }),
      createBackendModule({
        pluginId: 'understudy',
        moduleId: 'valves',
        register(env) {
          env.registerInit({
            deps: {
              connectors: understudyConnectorsExtensionPoint,
              engine: understudyRunEngineExtensionPoint,
            },
            async init(deps) {
              deps.connectors.addConnector(valves.connector());
              deps.engine.setRunEngine({
                id: 'test',
                title: 'The test',
                async start() {},
                async cancel() {},
                async get() {
                  return undefined;
                },
              });
            },
          });
        },
      }),
      ...(options.features ?? []),
    ],
  });
  const send = async (
    authorization: string | undefined,
    asked: Asked,
  ): Promise<Response> => {
    const test = request(understudy.server)
      [asked.method](`/api/understudy/v1${asked.path}`)
      .set(asked.headers ?? {});
    if (authorization !== undefined) {
      test.set('Authorization', authorization);
    }
    return asked.body === undefined ? test : test.send(asked.body);
  };
  const authorization =
    options.authorization ?? (async (person: string) => mocked(person));
  const as = async (person: string, asked: Asked) =>
    send(await authorization(person), asked);
  /** Sends it, and wants it to succeed. */
  const must = async (person: string, asked: Asked) => {
    const { status, body } = await as(person, asked);
    if (status >= 300) {
      throw new Error(
        `${asked.method} ${asked.path} as ${person}: ${status} ${JSON.stringify(
          body,
        )}`,
      );
    }
    return body;
  };
  const planInput = (cluster = 'staging', replicas = 6, start?: string) => ({
    intent: 'Let more flow',
    reason: 'Too little arrives',
    entityRef: 'component:default/payments',
    ...(start && { start }),
    steps: [{ operation: 'valves:scale', input: { cluster, replicas } }],
  });
  /** A plan that waits for approval, or is still a draft. */
  const plan = async (
    given: {
      by?: string;
      cluster?: string;
      replicas?: number;
      start?: string;
      asked?: boolean;
    } = {},
  ) => {
    const { by = 'author', cluster, replicas, start, asked = true } = given;
    const made = await must(by, {
      method: 'post',
      path: '/plans',
      body: planInput(cluster, replicas, start),
    });
    return asked
      ? must(by, {
          method: 'post',
          path: `/plans/${made.plan.id}/request-approval`,
          body: { planHash: made.plan.planHash },
        })
      : made;
  };
  /** The actions of all that the ledger took. */
  const actions = async (): Promise<string[]> =>
    (await knex('ledger_entries').orderBy('id').select('body')).map(
      ({ body }) => JSON.parse(String(body)).action,
    );
  return {
    ...understudy,
    knex,
    valves,
    send,
    as,
    must,
    plan,
    planInput,
    actions,
  };
}
