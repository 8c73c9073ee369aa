import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  defaultGuardrails,
  parseEnvironments,
} from '@understudy/plugin-understudy-common';
import type { Knex } from 'knex';
import { DefaultAccessService } from '../../access/DefaultAccessService';
import type { UserCredentials } from '../../access/types';
import {
  assignments,
  entity,
  orgOrigin,
  startPath,
} from '../../approvals/__testUtils__/startPath';
import { DefaultIncidentService } from '../../incidents/DefaultIncidentService';
import { IncidentStore } from '../../incidents/IncidentStore';
import { DefaultLevelService } from '../../levels/DefaultLevelService';
import { LevelStore } from '../../levels/LevelStore';
import { CatalogPeople } from '../../people/CatalogPeople';
import { createElevations } from '../createElevations';
import type { ElevationService } from '../types';

/** The entity of the tests; the team owns it. */
export const entityRef = 'component:default/payments';

/** Elevations on a real database, ledger, policy and path. */
export async function startElevations(options: {
  knex: Knex;
  /** How the path calls the API. */
  authorization?: (person: string) => string;
}) {
  /** The path is made first and asks later. */
  const made: { service?: ElevationService } = {};
  const world = await startPath({
    ...options,
    elevations: { inForce: request => made.service!.inForce(request) },
  });
  world.catalog.set(
    entityRef,
    entity(
      'Component',
      'payments',
      { type: 'service', owner: 'team' },
      { relations: [{ type: 'ownedBy', targetRef: 'group:default/team' }] },
    ),
  );
  const { knex, ledger, clock, catalog } = world;
  const auth = mockServices.auth();
  const logger = mockServices.logger.mock();
  const now = () => clock.now;
  const catalogService = {
    ...catalogServiceMock.mock(),
    getEntityByRef: async (ref: unknown) =>
      typeof ref === 'string'
        ? catalog.get(ref)
        : catalog.get(
            `${(ref as any).kind}:${(ref as any).namespace}/${
              (ref as any).name
            }`.toLocaleLowerCase('en-US'),
          ),
    getEntitiesByRefs: async ({ entityRefs }: { entityRefs: string[] }) => ({
      items: entityRefs.map(ref => catalog.get(ref)),
    }),
  } as never;
  const people = CatalogPeople.create({
    auth,
    catalog: catalogService,
    logger,
    config: {
      trustedOrigins: [orgOrigin],
      aliases: [['user:default/sofia', 'user:default/sofia-admin']],
      assignments,
    },
  });
  const access = DefaultAccessService.create({
    auth,
    logger,
    assignments,
    permissionEnabled: true,
    permissions: mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: world.refused.has(permission.name)
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
  const onCall = {
    async whoIs() {
      return {
        people: [...world.onCall].map((userEntityRef, order) => ({
          userEntityRef,
          order,
        })),
        source: 'the test',
      };
    },
  };
  const incidents = DefaultIncidentService.create({
    access,
    catalog: catalogService,
    onCall: onCall as never,
    store: new IncidentStore(knex),
    record: ledger.record,
    entries: ids => ledger.readVerified(ids),
    now,
  });
  const levels = DefaultLevelService.create({
    access,
    catalog: catalogService,
    logger,
    environments,
    defaults: { developed: 'L3_SEMI_AUTO', existing: 'L1_OBSERVATION' },
    store: new LevelStore(knex),
    record: ledger.record,
    now,
  });
  const told: unknown[] = [];
  const service = createElevations({
    auth,
    catalog: catalogService,
    logger,
    notifications: {
      async send(sent: unknown) {
        told.push(sent);
      },
    } as never,
    rootConfig: mockServices.rootConfig({
      data: {
        understudy: { elevation: { approvers: ['group:default/sre'] } },
      },
    }),
    knex,
    access,
    assignments,
    environments,
    ledger,
    people,
    levels,
    guardrails: { active: async () => ({ data: defaultGuardrails }) },
    presence: {
      async find({ userEntityRef, planHash, at }) {
        return world.present.has(`${userEntityRef} ${planHash}`)
          ? { method: 'sign-in', at }
          : undefined;
      },
      status: () => ({ possible: true, sentence: 'Sign in again.' }),
    },
    onCall,
    incidents,
    now,
  });
  made.service = service;
  return {
    world,
    elevations: service,
    incidents,
    told,
    as: (person: string, actor?: string) => ({
      credentials: mockCredentials.user(
        `user:default/${person}`,
        actor ? { actor: { subject: actor } } : undefined,
      ) as UserCredentials,
    }),
  };
}
