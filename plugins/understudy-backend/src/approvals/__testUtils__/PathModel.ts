import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  parseEnvironments,
  permissionsOfRole,
  resolveRoles,
  understudyPermissions,
  type EnvironmentName,
  type GuardrailData,
  type UnderstudyPermissionName,
} from '@understudy/plugin-understudy-common';
import { ConnectorRegistry } from '@understudy/plugin-understudy-node';
import type { AccessService, UserCredentials } from '../../access/types';
import { CatalogPeople } from '../../people/CatalogPeople';
import type { PolicyService } from '../../policy/types';
import { createPath, type PathServices } from '../createPath';
import { MemoryLedger } from './MemoryLedger';
import { MemoryPlanStore } from './MemoryPlanStore';
import { assignments, entity, noMetrics, orgOrigin } from './startPath';
import { Valves } from './valves';

const environments = parseEnvironments([
  { name: 'development', clusters: ['development'] },
  { name: 'pre-production', clusters: ['staging'] },
  { name: 'production', clusters: ['production'] },
]);

/** Everybody whom the stories are about. The two of Sofia are one person. */
export const everybody = [
  'dana',
  'sam',
  'sofia',
  'sofia-admin',
  'priya',
  'mallory',
] as const;
export type Somebody = (typeof everybody)[number];

export const refOf = (name: string) => `user:default/${name}`;

/** The real services of the path, with a world around them that is turned by hand. */
export class PathModel {
  readonly clock = { now: Date.parse('2026-11-26T12:00:00Z') };
  readonly valves = new Valves(this.clock);
  readonly store = new MemoryPlanStore();
  readonly ledger = new MemoryLedger(this.clock);
  readonly groups = new Map<Somebody, string>([
    ['dana', 'team'],
    ['sam', 'sre'],
    ['sofia', 'sre'],
    ['sofia-admin', 'sre'],
    ['priya', 'platform'],
    ['mallory', 'team'],
  ]);
  /** Who is not in the catalog any more, or only by somebody's own word. */
  readonly gone = new Set<string>();
  readonly untrusted = new Set<string>();
  readonly present = new Set<string>();
  freeze: { environment?: EnvironmentName; until: number } | undefined;
  engineFails = false;
  policyBroken = false;
  readonly handed: string[] = [];
  readonly services: PathServices;

  constructor(options: {
    guardrails: { current: GuardrailData };
    policy: PolicyService;
    /** Has no guardrails, so that it answers as one that is broken. */
    broken: PolicyService;
  }) {
    const { guardrails, policy, broken } = options;
    const logger = mockServices.logger.mock();
    const auth = mockServices.auth();
    const catalog = {
      getEntityByRef: async (ref: unknown) => this.#entity(String(ref)),
      getEntitiesByRefs: async ({ entityRefs }: { entityRefs: string[] }) => ({
        items: entityRefs.map(ref => this.#entity(ref)),
      }),
    } as never;
    const people = CatalogPeople.create({
      auth,
      catalog,
      logger,
      config: {
        trustedOrigins: [orgOrigin],
        aliases: [[refOf('sofia'), refOf('sofia-admin')]],
        assignments,
      },
    });
    const connectors = new ConnectorRegistry();
    connectors.add(this.valves.connector());
    const path = createPath({
      auth,
      catalog,
      logger,
      metrics: noMetrics,
      notifications: { async send() {} } as never,
      scheduler: {} as never,
      knex: undefined as never,
      keep: {
        store: this.store,
        told: {
          async of() {
            return [];
          },
          async add() {},
          async see() {},
          async forget() {},
        },
        reviews: { async raise() {} },
      },
      access: this.#access(),
      assignments,
      permissionEnabled: true,
      environments,
      plansPerHour: 1_000_000,
      connectors,
      ledger: this.ledger as never,
      people,
      levels: { held: async () => 'L3_SEMI_AUTO' },
      elevations: { inForce: async () => undefined },
      freezes: {
        inForce: async ({ environment, at }) => this.frozen(environment, at),
      },
      guardrails: {
        active: async () => ({
          version: 1,
          digest: '',
          data: guardrails.current,
        }),
      },
      policy: {
        ...policy,
        status: () => policy.status(),
        setData: () => {},
        evaluate: input =>
          this.policyBroken
            ? broken.evaluate(input)
            : policy.evaluate(input, { data: guardrails.current }),
      },
      presence: {
        find: async ({ userEntityRef, planHash, at }) =>
          this.present.has(`${userEntityRef} ${planHash}`)
            ? { method: 'sign-in', at }
            : undefined,
        status: () => ({ possible: true, sentence: 'Sign in again.' }),
      },
      onCall: { whoIs: async () => ({ people: [], source: '' }) } as never,
      incidents: { findOpen: async () => undefined } as never,
      engine: () => ({
        id: 'model',
        title: 'The model',
        start: async ({ runId }) => {
          if (this.engineFails) {
            throw new Error('The engine is down');
          }
          this.handed.push(runId);
        },
        async cancel() {},
        async get() {
          return undefined;
        },
      }),
      now: () => this.clock.now,
    });
    this.services = path.services;
  }

  as(name: string): { credentials: UserCredentials } {
    return {
      credentials: mockCredentials.user(refOf(name)) as UserCredentials,
    };
  }

  frozen(environment: EnvironmentName, at: number) {
    const { freeze } = this;
    return freeze &&
      at < freeze.until &&
      (freeze.environment === undefined || freeze.environment === environment)
      ? {
          id: 'f',
          reason: 'Frozen',
          until: new Date(freeze.until).toISOString(),
        }
      : undefined;
  }

  /** The roles of a person as trusted sources have them. */
  rolesOf(name: Somebody): string[] {
    return this.gone.has(name) || this.untrusted.has(name)
      ? []
      : resolveRoles({
          assignments,
          ownershipEntityRefs: [`group:default/${this.groups.get(name)}`],
        }).map(({ role }) => role);
  }

  #access(): AccessService {
    return {
      authorizeRead: async () => {},
      accessOf: async ({ credentials }) => {
        const ref = credentials.principal.userEntityRef;
        const group = this.groups.get(ref.split('/')[1] as Somebody);
        const ownershipEntityRefs = [ref, `group:default/${group}`];
        const roles = resolveRoles({ assignments, ownershipEntityRefs });
        return {
          userEntityRef: ref,
          ownershipEntityRefs,
          roles,
          decisions: understudyPermissions.map(({ name }) => ({
            name: name as UnderstudyPermissionName,
            allowed: roles.some(({ role }) =>
              permissionsOfRole(role).includes(
                name as UnderstudyPermissionName,
              ),
            ),
            reason: 'By the roles.',
          })),
        };
      },
    };
  }

  #entity(ref: string): Entity | undefined {
    const [kind, name] = ref.replace('default/', '').split(':');
    if (kind === 'user' && !this.gone.has(name)) {
      return entity(
        'User',
        name,
        { memberOf: [this.groups.get(name as Somebody) ?? ''] },
        this.untrusted.has(name) ? { origin: 'url:https://evil.example' } : {},
      );
    }
    if (kind === 'group') {
      return entity('Group', name, { type: 'team', children: [] });
    }
    return kind === 'component'
      ? entity('Component', name, { type: 'service', owner: 'team' })
      : undefined;
  }
}
