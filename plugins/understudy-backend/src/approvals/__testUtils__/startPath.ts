import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  defaultGuardrails,
  parseEnvironments,
  type GuardrailData,
  type RoleAssignment,
} from '@understudy/plugin-understudy-common';
import { ConnectorRegistry } from '@understudy/plugin-understudy-node';
import express from 'express';
import type { Knex } from 'knex';
import request from 'supertest';
import { DefaultAccessService } from '../../access/DefaultAccessService';
import type { ElevationService } from '../../elevations/types';
import { DefaultFreezeService } from '../../freezes/DefaultFreezeService';
import { FreezeStore } from '../../freezes/FreezeStore';
import { addFreezeRoutes } from '../../freezes/router';
import { ApiRouter } from '../../http/ApiRouter';
import type { DefaultLedgerService } from '../../ledger/DefaultLedgerService';
import {
  makeKeys,
  migrate,
  startLedger,
} from '../../ledger/__testUtils__/startLedger';
import { DefaultLevelService } from '../../levels/DefaultLevelService';
import { LevelStore } from '../../levels/LevelStore';
import { CatalogPeople } from '../../people/CatalogPeople';
import { createPolicy } from '../../policy/createPolicy';
import { createPath } from '../createPath';
import { Valves } from './valves';

/** Where the organisation of the tests comes from. */
export const orgOrigin = 'test:org';

/** Which of its groups have which roles. */
export const assignments: RoleAssignment[] = [
  { group: 'group:default/team', roles: ['operator'] },
  { group: 'group:default/sre', roles: ['operator', 'approver', 'sre'] },
  { group: 'group:default/platform', roles: ['approver', 'policy-admin'] },
];

/** Counts nothing. */
export const noMetrics = {
  createCounter: () => ({ add() {} }),
  createHistogram: () => ({ record() {} }),
  createUpDownCounter: () => ({ add() {} }),
  createGauge: () => ({ record() {} }),
  createObservableCounter: () => ({ addCallback() {} }),
  createObservableGauge: () => ({ addCallback() {} }),
  createObservableUpDownCounter: () => ({ addCallback() {} }),
} as never;

/** An entity as an organisation's trusted source, or somebody else, registered it. */
export function entity(
  kind: 'User' | 'Group' | 'Component',
  name: string,
  spec: Record<string, string | string[]>,
  options: { origin?: string; relations?: Entity['relations'] } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        [ANNOTATION_ORIGIN_LOCATION]: options.origin ?? orgOrigin,
      },
    },
    spec,
    relations: options.relations ?? [],
  };
}

/** As the catalog gives a group the users that name it. */
function members(...names: string[]): Entity['relations'] {
  return names.map(name => ({
    type: 'hasMember',
    targetRef: `user:default/${name}`,
  }));
}

function world(): Map<string, Entity> {
  const list = [
    entity('User', 'dana', { memberOf: ['team'] }),
    entity('User', 'sam', { memberOf: ['sre'] }),
    entity('User', 'sofia', { memberOf: ['sre'] }),
    entity('User', 'sofia-admin', { memberOf: ['sre'] }),
    entity('User', 'priya', { memberOf: ['platform'] }),
    entity('User', 'mallory', { memberOf: ['team'] }),
    entity('Group', 'team', { type: 'team', children: [] }),
    entity(
      'Group',
      'sre',
      { type: 'team', children: [] },
      { relations: members('sam', 'sofia', 'sofia-admin') },
    ),
    entity(
      'Group',
      'platform',
      { type: 'team', children: [] },
      { relations: members('priya') },
    ),
    entity('Component', 'payments', { type: 'service', owner: 'team' }),
  ];
  return new Map(
    list.map(one => [
      `${one.kind.toLocaleLowerCase('en-US')}:default/${one.metadata.name}`,
      one,
    ]),
  );
}

/** What a test of the path turns and looks at. */
export interface PathWorld {
  knex: Knex;
  ledger: DefaultLedgerService;
  valves: Valves;
  /** The catalog, by entity reference. */
  catalog: Map<string, Entity>;
  /** The clock. */
  clock: { now: number };
  /** Who has proven to be there, as `user hash`. */
  present: Set<string>;
  guardrails: { version: number; data: GuardrailData };
  /** The runs that an engine was given. */
  runs: { runId: string; planId: string }[];
  engine: { installed: boolean; fails: boolean };
  /** What Backstage's permission policy refuses, as permission names. */
  refused: Set<string>;
  onCall: Set<string>;
  incidents: Set<string>;
  notified: unknown[];
  tidyUp(): Promise<void>;
  call(
    person: string,
    method: 'get' | 'post' | 'delete',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<request.Response>;
  /** What answers. */
  app: express.Express;
  stop(): Promise<void>;
}

/** The path as the plugin puts it together, on a real database, ledger and policy. */
export async function startPath(options: {
  knex: Knex;
  /** Another replica on the same tables shares these. */
  beside?: PathWorld & { keys?: Awaited<ReturnType<typeof makeKeys>> };
  authorization?: (person: string) => string;
  elevations?: Pick<ElevationService, 'inForce'>;
}): Promise<PathWorld & { keys: Awaited<ReturnType<typeof makeKeys>> }> {
  const { knex, beside } = options;
  if (!beside) {
    await migrate(knex);
  }
  const keys = beside?.keys ?? (await makeKeys());
  const ledger = startLedger({ knex, keys });
  const catalog = beside?.catalog ?? world();
  const clock = beside?.clock ?? { now: Date.now() };
  const now = () => clock.now;
  const valves = beside?.valves ?? new Valves(clock);
  const shared = {
    present: beside?.present ?? new Set<string>(),
    guardrails: beside?.guardrails ?? { version: 1, data: defaultGuardrails },
    runs: beside?.runs ?? [],
    engine: beside?.engine ?? { installed: true, fails: false },
    refused: beside?.refused ?? new Set<string>(),
    onCall: beside?.onCall ?? new Set<string>(),
    incidents: beside?.incidents ?? new Set<string>(),
    notified: beside?.notified ?? [],
  };
  const catalogService = {
    ...catalogServiceMock.mock(),
    getEntityByRef: async (ref: unknown) => catalog.get(String(ref)),
    getEntitiesByRefs: async ({ entityRefs }: { entityRefs: string[] }) => ({
      items: entityRefs.map(ref => catalog.get(ref)),
    }),
  } as never;
  const logger = mockServices.logger.mock();
  const auth = mockServices.auth();
  const config = {
    trustedOrigins: [orgOrigin],
    aliases: [['user:default/sofia', 'user:default/sofia-admin']],
    assignments,
  };
  const people = CatalogPeople.create({
    auth,
    catalog: catalogService,
    logger,
    config,
  });
  const access = DefaultAccessService.create({
    auth,
    logger,
    assignments,
    permissionEnabled: true,
    permissions: mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: shared.refused.has(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
    }),
    userInfo: {
      async getUserInfo(credentials) {
        const { userEntityRef } = credentials.principal as {
          userEntityRef: string;
        };
        const known = (await people.find([userEntityRef])).get(userEntityRef);
        return {
          userEntityRef,
          ownershipEntityRefs: [userEntityRef, ...(known?.groups ?? [])],
        };
      },
    },
  });
  const environments = parseEnvironments([
    { name: 'development', clusters: ['development'] },
    { name: 'pre-production', clusters: ['staging'] },
    { name: 'production', clusters: ['production'] },
  ]);
  const policyPart = createPolicy({
    rootConfig: mockServices.rootConfig(),
    logger,
    metrics: noMetrics,
  });
  const connectors = new ConnectorRegistry();
  connectors.add(valves.connector());
  const freezes = DefaultFreezeService.create({
    access,
    store: new FreezeStore(knex),
    record: ledger.record,
    now,
  });
  let tidy: (() => Promise<void>) | undefined;
  const path = createPath({
    auth,
    catalog: catalogService,
    logger,
    metrics: noMetrics,
    notifications: {
      async send(sent: unknown) {
        shared.notified.push(sent);
      },
    } as never,
    scheduler: {
      async scheduleTask(task: { fn: () => Promise<void> }) {
        tidy = task.fn;
      },
    } as never,
    knex,
    access,
    assignments,
    permissionEnabled: true,
    environments,
    plansPerHour: 10_000,
    connectors,
    ledger,
    people,
    levels: DefaultLevelService.create({
      access,
      catalog: catalogService,
      logger,
      environments,
      defaults: { developed: 'L3_SEMI_AUTO', existing: 'L1_OBSERVATION' },
      store: new LevelStore(knex),
      record: ledger.record,
      now,
    }),
    elevations: options.elevations ?? { inForce: async () => undefined },
    freezes,
    guardrails: {
      async active() {
        const { version, data } = shared.guardrails;
        policyPart.policy.setData(String(version), data);
        return { version, digest: String(version), data };
      },
    },
    policy: policyPart.policy,
    presence: {
      async find({ userEntityRef, planHash, at }) {
        return shared.present.has(`${userEntityRef} ${planHash}`)
          ? { method: 'sign-in', at }
          : undefined;
      },
      status: () => ({ possible: true, sentence: 'Sign in again.' }),
    },
    onCall: {
      async whoIs() {
        return {
          people: [...shared.onCall].map((userEntityRef, order) => ({
            userEntityRef,
            order,
          })),
          source: 'the test',
        };
      },
    } as never,
    incidents: {
      async findOpen({ incident }: { incident: string }) {
        return shared.incidents.has(incident) ? { id: incident } : undefined;
      },
    } as never,
    engine: () =>
      shared.engine.installed
        ? {
            id: 'test',
            title: 'The test',
            async start(run) {
              if (shared.engine.fails) {
                throw new Error('The engine is down');
              }
              if (!shared.runs.some(({ runId }) => runId === run.runId)) {
                shared.runs.push(run);
              }
            },
            async cancel() {},
            async get() {
              return undefined;
            },
          }
        : undefined,
    now,
  });
  await path.start();
  const api = ApiRouter.create({
    httpAuth: mockServices.httpAuth(),
    auditor: mockServices.auditor.mock({
      createEvent: async () => ({ async success() {}, async fail() {} }),
    }),
    metrics: noMetrics,
    tracing: {
      startActiveSpan: async (
        _name: string,
        _options: unknown,
        run: () => unknown,
      ) => run(),
    } as never,
    logger,
    requestsPerMinute: 1_000_000,
    checkAnswers: true,
  });
  path.addRoutes(api);
  addFreezeRoutes({ api, freezes });
  const app = express();
  app.use(api.handler());
  return {
    knex,
    ledger,
    valves,
    catalog,
    clock,
    keys,
    ...shared,
    app,
    tidyUp: () => tidy!(),
    async call(person, method, where, body, headers = {}) {
      const test = request(app)
        [method](`/v1${where}`)
        .set(
          'Authorization',
          options.authorization?.(person) ??
            mockCredentials.user.header(`user:default/${person}`),
        )
        .set(headers);
      return body === undefined ? test : test.send(body);
    },
    async stop() {
      await ledger.stop();
      await policyPart.stop();
    },
  };
}
