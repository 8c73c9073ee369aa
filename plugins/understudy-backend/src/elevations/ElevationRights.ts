import {
  stringifyEntityRef,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readSystemType,
  takeoverLevels,
  type Environment,
  type EnvironmentName,
  type GuardrailData,
  type TakeoverLevel,
} from '@understudy/plugin-understudy-common';
import type { PathAccess, Right } from '../access/PathAccess';
import type { CallerCredentials } from '../access/types';
import { withCode } from '../http/errorCode';
import type { LevelService } from '../levels/types';
import type { OnCallService } from '../oncall/types';
import { levelsToAskFor } from './elevationLimits';

interface Options {
  catalog: CatalogService;
  environments: readonly Environment[];
  levels: Pick<LevelService, 'held'>;
  guardrails: { active(): Promise<{ data: GuardrailData }> };
  onCall: Pick<OnCallService, 'whoIs'>;
}

/** Who may ask, and up to which level. */
export class ElevationRights {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** The entity, where the caller may see it. */
  async entityOf(ref: string, credentials: CallerCredentials): Promise<Entity> {
    const wanted = stringifyEntityRef(parseEntityRef(ref));
    const entity = await this.#options.catalog.getEntityByRef(wanted, {
      credentials,
    });
    if (!entity || stringifyEntityRef(entity) !== wanted) {
      throw withCode(
        'entity-not-found',
        new NotFoundError(`The catalog has no ${ref}, or you may not see it`),
      );
    }
    return entity;
  }

  /** Whether the entity can be seen; what cannot be is not there. */
  async sees(ref: string, credentials: CallerCredentials): Promise<boolean> {
    return Boolean(
      await this.#options.catalog.getEntityByRef(ref, { credentials }),
    );
  }

  /** SREs, and whoever is called for the entity. */
  async mayAsk(
    request: { entityRef: string; environment: EnvironmentName; at: number },
    rights: PathAccess,
  ): Promise<Right> {
    const execute = rights.right('understudy.plan.execute');
    if (!execute.allowed) {
      return {
        allowed: false,
        sentence: `You may not start plans (understudy.plan.execute). ${execute.sentence}`,
      };
    }
    if (rights.roles.includes('sre')) {
      return { allowed: true, sentence: 'You have the role sre.' };
    }
    const { entityRef, environment, at } = request;
    const duty = await this.#options.onCall.whoIs({
      entityRef,
      environment,
      at: new Date(at),
    });
    return duty.people.some(
      ({ userEntityRef }) => userEntityRef === rights.userEntityRef,
    )
      ? {
          allowed: true,
          sentence: `On call for ${entityRef} in ${environment}, as ${duty.source} says.`,
        }
      : {
          allowed: false,
          sentence: `You are not on call for ${entityRef} in ${environment}${
            duty.people.length > 0 ? `, ${duty.people[0].userEntityRef} is` : ''
          }, and have no role sre.`,
        };
  }

  /** What can be asked for, above what software may do now. */
  async levelsFor(
    entity: Entity,
    environment: EnvironmentName,
  ): Promise<TakeoverLevel[]> {
    const { environments, levels, guardrails } = this.#options;
    const { cap } = environments.find(({ name }) => name === environment)!;
    const held = await levels.held({
      entityRef: stringifyEntityRef(entity),
      environment,
      systemType: readSystemType(entity).value,
      cap,
    });
    const { data } = await guardrails.active();
    const rank = (level: TakeoverLevel) => takeoverLevels.indexOf(level);
    const lowest = [held, cap, data.caps[environment]].sort(
      (a, b) => rank(a) - rank(b),
    )[0];
    return levelsToAskFor(environment, lowest);
  }
}
