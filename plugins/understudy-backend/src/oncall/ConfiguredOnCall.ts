import type { AuthService } from '@backstage/backend-plugin-api';
import { RELATION_PART_OF } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  OnCallAnswer,
  OnCallRequest,
  OnCallResolver,
} from '@understudy/plugin-understudy-node';
import { dutyAt } from './dutyAt';
import type { OnCallRule } from './types';

interface Options {
  auth: AuthService;
  catalog: CatalogService;
  rules: readonly OnCallRule[];
}

/** Who is on call as the configuration says: the first entry that fits. */
export class ConfiguredOnCall implements OnCallResolver {
  readonly id = 'configuration';
  readonly title = 'the configuration (understudy.onCall)';
  readonly #options: Options;

  static create(options: Options): ConfiguredOnCall {
    return new ConfiguredOnCall(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async resolve(request: OnCallRequest): Promise<OnCallAnswer | undefined> {
    const { entityRef, environment, at } = request;
    let systems: ReadonlySet<string> | undefined;
    let othersBefore = false;
    for (const rule of this.#options.rules) {
      if (
        (rule.environments && !rule.environments.has(environment)) ||
        (rule.entities && !rule.entities.has(entityRef))
      ) {
        continue;
      }
      if (rule.systems) {
        systems ??= await this.#systemsOf(entityRef);
        if (!meet(rule.systems, systems)) {
          continue;
        }
      }
      const duty = rule.hours ? dutyAt(rule.hours, at) : {};
      if (duty) {
        return {
          people: [...rule.people],
          // An entry before this one may begin sooner.
          ...(duty.until && !othersBefore && { until: duty.until }),
        };
      }
      othersBefore = true;
    }
    return undefined;
  }

  /** The systems that an entity is part of, itself among them. */
  async #systemsOf(entityRef: string): Promise<ReadonlySet<string>> {
    const { auth, catalog } = this.#options;
    const entity = await catalog.getEntityByRef(entityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    return new Set([
      entityRef,
      ...(entity?.relations ?? [])
        .filter(({ type }) => type === RELATION_PART_OF)
        .map(({ targetRef }) => targetRef.toLocaleLowerCase('en-US')),
    ]);
  }
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some(item => b.has(item));
}
