import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  permissionsOfRole,
  resolveRoles,
  type Person,
} from '@understudy/plugin-understudy-common';
import { withCode } from '../http/errorCode';
import type { PeopleConfig, PeopleService } from './types';

/** How far groups are followed up to their parents. */
const GENERATIONS = 8;
const MEMBERS_AT_MOST = 300;

interface Options {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  config: PeopleConfig;
}

/**
 * Reads people from the catalog each time, and believes only entities whose
 * origin the administrator trusts. A membership counts where the trusted user
 * or the trusted group itself says so: relations can be made by others.
 */
export class CatalogPeople implements PeopleService {
  readonly #options: Options;
  readonly #exact: ReadonlySet<string>;
  readonly #prefixes: readonly string[];

  static create(options: Options): CatalogPeople {
    return new CatalogPeople(options);
  }

  private constructor(options: Options) {
    this.#options = options;
    const { trustedOrigins } = options.config;
    this.#exact = new Set(trustedOrigins.filter(one => !one.endsWith('*')));
    this.#prefixes = trustedOrigins
      .filter(one => one.endsWith('*'))
      .map(one => one.slice(0, -1));
  }

  async find(refs: readonly string[]): Promise<Map<string, Person>> {
    const users = await this.#trusted(refs, 'user');
    const groups = await this.#groups([...users.values()]);
    return new Map(
      [...users].map(([ref, user]) => [
        ref,
        this.#person(ref, belongings(ref, user, groups)),
      ]),
    );
  }

  async membersOf(groups: readonly string[]): Promise<string[]> {
    const found = await this.#trusted(groups, 'group');
    const refs = [...found.values()].flatMap(group => [
      ...namesIn(group, 'members', 'user'),
      ...relationsOf(group, 'hasMember'),
    ]);
    const candidates = [...new Set(refs)].sort().slice(0, MEMBERS_AT_MOST);
    const people = await this.find(candidates);
    return [...people.values()]
      .filter(person => person.groups.some(group => groups.includes(group)))
      .map(({ userEntityRef }) => userEntityRef);
  }

  #person(ref: string, groups: string[]): Person {
    const { assignments, aliases } = this.#options.config;
    const roles = resolveRoles({
      assignments,
      ownershipEntityRefs: [ref, ...groups],
    });
    return {
      userEntityRef: ref,
      aliases: [
        ...new Set([ref, ...aliases.filter(list => list.includes(ref)).flat()]),
      ],
      groups,
      mayApprove: roles.some(({ role }) =>
        permissionsOfRole(role).includes('understudy.approve'),
      ),
    };
  }

  /** All trusted groups that these users, or their groups, may belong to. */
  async #groups(users: readonly Entity[]): Promise<Map<string, Entity>> {
    const found = new Map<string, Entity>();
    const asked = new Set<string>();
    let next = users.flatMap(user => [
      ...namesIn(user, 'memberOf', 'group'),
      ...relationsOf(user, 'memberOf'),
    ]);
    for (let up = 0; up < GENERATIONS; up++) {
      const fresh = [...new Set(next)].filter(ref => !asked.has(ref));
      if (fresh.length === 0) {
        break;
      }
      fresh.forEach(ref => asked.add(ref));
      const groups = await this.#trusted(fresh, 'group');
      groups.forEach((group, ref) => found.set(ref, group));
      next = [...groups.values()].flatMap(group => [
        ...namesIn(group, 'parent', 'group'),
        ...relationsOf(group, 'childOf'),
      ]);
    }
    return found;
  }

  /** Those of a kind that exist and come from where the administrator trusts. */
  async #trusted(
    refs: readonly string[],
    kind: 'user' | 'group',
  ): Promise<Map<string, Entity>> {
    const entityRefs = [...new Set(refs)].filter(ref =>
      ref.startsWith(`${kind}:`),
    );
    const found = new Map<string, Entity>();
    if (entityRefs.length === 0) {
      return found;
    }
    const { auth, catalog } = this.#options;
    const { items } = await catalog
      .getEntitiesByRefs(
        { entityRefs },
        { credentials: await auth.getOwnServiceCredentials() },
      )
      .catch(error => this.#noCatalog(error));
    for (const entity of items) {
      if (entity && this.#isTrusted(entity)) {
        found.set(stringifyEntityRef(entity), entity);
      }
    }
    return found;
  }

  #isTrusted(entity: Entity): boolean {
    const origin = entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
    return (
      origin !== undefined &&
      (this.#exact.has(origin) ||
        this.#prefixes.some(prefix => origin.startsWith(prefix)))
    );
  }

  #noCatalog(error: unknown): never {
    this.#options.logger.error('The catalog does not answer', toError(error));
    throw withCode(
      'catalog-unavailable',
      new ServiceUnavailableError(
        'Who is in which group cannot be read just now, so nothing is approved or started. Try again, and tell an administrator if it stays so.',
      ),
    );
  }
}

/** The groups of a user, and what these belong to, where one of the two says so itself. */
function belongings(
  ref: string,
  user: Entity,
  groups: ReadonlyMap<string, Entity>,
): string[] {
  const own = namesIn(user, 'memberOf', 'group');
  const found = new Set<string>();
  let newest = [...groups]
    .filter(
      ([name, group]) =>
        own.includes(name) || namesIn(group, 'members', 'user').includes(ref),
    )
    .map(([name]) => name);
  while (newest.length > 0) {
    newest.forEach(name => found.add(name));
    newest = parentsOf(newest, groups).filter(name => !found.has(name));
  }
  return [...found].sort();
}

function parentsOf(
  children: readonly string[],
  groups: ReadonlyMap<string, Entity>,
): string[] {
  return [...groups]
    .filter(([name, group]) =>
      children.some(
        child =>
          namesIn(groups.get(child)!, 'parent', 'group').includes(name) ||
          namesIn(group, 'children', 'group').includes(child),
      ),
    )
    .map(([name]) => name);
}

/** What an entity says itself in its spec, as full references. */
function namesIn(
  entity: Entity,
  key: 'memberOf' | 'members' | 'parent' | 'children',
  kind: 'user' | 'group',
): string[] {
  const value = entity.spec?.[key];
  const names = Array.isArray(value) ? value : [value];
  return names.flatMap(name => {
    if (typeof name !== 'string') {
      return [];
    }
    try {
      return [
        stringifyEntityRef(
          parseEntityRef(name, {
            defaultKind: kind,
            defaultNamespace: entity.metadata.namespace ?? 'default',
          }),
        ),
      ];
    } catch {
      return [];
    }
  });
}

function relationsOf(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(({ targetRef }) => targetRef);
}
