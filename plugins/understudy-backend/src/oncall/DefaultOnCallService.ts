import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError, NotFoundError, toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  EnvironmentName,
  OnCall,
} from '@understudy/plugin-understudy-common';
import type {
  OnCallAnswer,
  OnCallResolver,
} from '@understudy/plugin-understudy-node';
import type { AccessService, CallerCredentials } from '../access/types';
import { withCode } from '../http/errorCode';
import type { OnCallService, WhoIsOnCall } from './types';

const WAITS_MS = 2_000;
const PEOPLE_AT_MOST = 50;

/** How it went with a resolver when it was asked last. */
export interface ResolverState {
  title: string;
  /** When it failed, if it did. */
  failedAt?: number;
  /** Whether it was too slow rather than wrong. */
  slow?: boolean;
}

interface Options {
  access: AccessService;
  catalog: CatalogService;
  logger: LoggerService;
  /** In the order in which they are asked. */
  resolvers: readonly OnCallResolver[];
  waitsMs?: number;
  now?: () => number;
}

/** Asks one resolver after the other until one knows. */
export class DefaultOnCallService implements OnCallService {
  readonly #options: Options;
  readonly #states = new Map<string, ResolverState>();

  static create(options: Options): DefaultOnCallService {
    return new DefaultOnCallService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async whoIs(request: {
    entityRef: string;
    environment: EnvironmentName;
    at: Date;
  }): Promise<WhoIsOnCall> {
    const asked = {
      ...request,
      entityRef: request.entityRef.toLocaleLowerCase('en-US'),
    };
    for (const resolver of this.#options.resolvers) {
      const answer = await this.#ask(resolver, asked);
      const people = answer ? usersIn(answer.people) : [];
      if (people.length > 0) {
        return {
          people: people.map((userEntityRef, index) => ({
            userEntityRef,
            order: index + 1,
          })),
          source: resolver.title,
          ...(answer?.until && { until: answer.until }),
        };
      }
    }
    return { people: [], source: 'nobody' };
  }

  async get(
    request: { entityRef: string; environment: EnvironmentName },
    options: { credentials: CallerCredentials },
  ): Promise<OnCall> {
    const { access, catalog } = this.#options;
    await access.authorizeRead(options);
    const entity = await catalog.getEntityByRef(
      parseEntityRef(request.entityRef),
      options,
    );
    if (!entity) {
      throw withCode(
        'entity-not-found',
        new NotFoundError(
          `The catalog has no ${request.entityRef}, or you may not see it`,
        ),
      );
    }
    const entityRef = stringifyEntityRef(entity);
    const { environment } = request;
    const { people, source, until } = await this.whoIs({
      entityRef,
      environment,
      at: new Date(this.#now()),
    });
    return {
      entityRef,
      environment,
      people,
      ...(people.length > 0 && { source }),
      ...(until && { until: until.toISOString() }),
      sentence:
        people.length > 0
          ? `${people[0].userEntityRef} is on call for ${entityRef} in ${environment}, as ${source} says.`
          : `Nobody is known to be on call for ${entityRef} in ${environment}. An administrator says who in understudy.onCall.`,
    };
  }

  /** How it went with each resolver on this replica. */
  states(): ResolverState[] {
    return this.#options.resolvers.map(
      ({ id, title }) => this.#states.get(id) ?? { title },
    );
  }

  async #ask(
    resolver: OnCallResolver,
    request: { entityRef: string; environment: EnvironmentName; at: Date },
  ): Promise<OnCallAnswer | undefined> {
    const { id, title } = resolver;
    const signal = AbortSignal.timeout(this.#options.waitsMs ?? WAITS_MS);
    const late = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    try {
      const answer = checked(
        await Promise.race([resolver.resolve({ ...request, signal }), late]),
      );
      this.#states.set(id, { title });
      return answer;
    } catch (error) {
      this.#options.logger.error(
        `${title} did not say who is on call for ${request.entityRef}`,
        toError(error),
      );
      this.#states.set(id, {
        title,
        failedAt: this.#now(),
        slow: signal.aborted,
      });
      return undefined;
    } finally {
      late.catch(() => {});
    }
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

/** What a module gives has types, but was not compiled together with this. */
function checked(answer: OnCallAnswer | undefined): OnCallAnswer | undefined {
  if (
    answer !== undefined &&
    !(
      Array.isArray(answer.people) &&
      answer.people.every(person => typeof person === 'string') &&
      (answer.until === undefined ||
        (answer.until instanceof Date && !Number.isNaN(answer.until.getTime())))
    )
  ) {
    throw new InputError('It gave what is no answer');
  }
  return answer;
}

/** The users among them, each once, in their full form. */
function usersIn(people: readonly string[]): string[] {
  const refs = people.slice(0, PEOPLE_AT_MOST).flatMap(person => {
    try {
      const ref = stringifyEntityRef(
        parseEntityRef(person, { defaultKind: 'user' }),
      );
      return ref.startsWith('user:') ? [ref] : [];
    } catch {
      return [];
    }
  });
  return [...new Set(refs)];
}
