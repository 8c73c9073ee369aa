import {
  createServiceFactory,
  coreServices,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type AuthorizePermissionRequest,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import type { JsonObject } from '@backstage/types';
import request, { type Test } from 'supertest';
import understudyPlugin from '..';
import { entities } from './entities';

/** The people of the tests, with the groups they are in. */
export const people = {
  dana: ['group:default/team-checkout'],
  sam: ['group:default/sre'],
  priya: ['group:default/platform'],
  colin: ['group:default/compliance'],
  stranger: [],
} satisfies Record<string, string[]>;

/** The name of one of the people. */
export type Person = keyof typeof people;

/** A configuration in which everything is as it should be. */
export const goodConfig = {
  permission: { enabled: true },
  auth: {
    providers: {
      oidc: {
        development: {
          metadataUrl:
            'https://id.example.test/.well-known/openid-configuration',
          clientId: 'backstage',
          clientSecret: 'for tests',
        },
      },
    },
  },
  understudy: {
    people: { trustedOrigins: ['url:https://git.example.test/org.yaml'] },
    roles: [
      { group: 'group:default/team-checkout', roles: ['operator'] },
      { group: 'group:default/sre', roles: ['operator', 'approver', 'sre'] },
      { group: 'group:default/platform', roles: ['approver', 'policy-admin'] },
      { group: 'group:default/compliance', roles: ['viewer', 'compliance'] },
    ],
    environments: [
      { name: 'development', clusters: ['development'] },
      { name: 'production', clusters: ['production'] },
    ],
  },
  kubernetes: {
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [{ name: 'development' }, { name: 'production' }],
      },
    ],
  },
} satisfies JsonObject;

/** What a test may have otherwise. */
export interface StartOptions {
  config?: JsonObject;
  entities?: Entity[];
  catalog?: CatalogService;
  /** What the permission policy says; everything is allowed if not given. */
  policy?: (
    query: AuthorizePermissionRequest,
  ) => DefinitivePolicyDecision['result'];
  /** The groups that somebody is in, if not those of {@link people}. */
  groupsOf?: (person: Person) => string[];
  features?: BackendFeature[];
}

/** Starts the plugin, and calls it as one of the people. */
export async function startUnderstudy(options: StartOptions = {}) {
  const policy: StartOptions['policy'] =
    options.policy ?? (() => AuthorizeResult.ALLOW);
  const groupsOf = options.groupsOf ?? (person => people[person]);
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(query => ({ result: policy(query) })),
  });
  const auditor = mockServices.auditor.mock();
  const { server } = await startTestBackend({
    features: [
      understudyPlugin,
      mockServices.rootConfig.factory({ data: options.config ?? goodConfig }),
      permissions.factory,
      auditor.factory,
      options.catalog
        ? catalogServiceMock.mock(options.catalog).factory
        : catalogServiceMock.factory({
            entities: options.entities ?? entities,
          }),
      createServiceFactory({
        service: coreServices.userInfo,
        deps: {},
        factory: () => ({
          getUserInfo: async credentials => {
            const { userEntityRef } = credentials.principal as {
              userEntityRef: string;
            };
            const name = userEntityRef.split('/')[1] as Person;
            return {
              userEntityRef,
              ownershipEntityRefs: [userEntityRef, ...groupsOf(name)],
            };
          },
        }),
      }),
      ...(options.features ?? []),
    ],
  });
  const call = (path: string, authorization?: string): Test => {
    const test = request(server).get(`/api/understudy${path}`);
    return authorization ? test.set('Authorization', authorization) : test;
  };
  return {
    server,
    auditor,
    /** Calls a path without signing in. */
    anonymous: (path: string) => call(path, mockCredentials.none.header()),
    /** Calls a path with a given token. */
    call,
    /** Calls a path as one of the people. */
    as: (person: Person, path: string) =>
      call(path, mockCredentials.user.header(`user:default/${person}`)),
    /** Calls a path as another service. */
    asService: (path: string) => call(path, mockCredentials.service.header()),
  };
}
