import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  NotAllowedError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { UnderstudyPermissionName } from '@understudy/plugin-understudy-common';
import type { AccessService, UserCredentials } from '../../access/types';
import { withCode } from '../../http/errorCode';

const ENTITIES_AT_MOST = 5_000;
const PAGE = 500;

/** What somebody may see of what is to be reviewed, and may do with it. */
export interface ReviewRights {
  userEntityRef: string;
  /** The entities whose flags the person may see; undefined for all. */
  entityRefs: string[] | undefined;
  /** Throws a NotAllowedError with the reason if the person may not act. */
  assertMayReview(): void;
}

/** Decides who may see and review what. */
export class ReviewAccess {
  readonly #access: AccessService;
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;

  constructor(options: {
    access: AccessService;
    catalog: CatalogService;
    logger: LoggerService;
  }) {
    this.#access = options.access;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
  }

  /** Whoever may read the ledger sees all flags, an owner those of their entities. */
  async rightsOf(credentials: UserCredentials): Promise<ReviewRights> {
    const access = await this.#access.accessOf({ credentials });
    const decide = (name: UnderstudyPermissionName) =>
      access.decisions.find(decision => decision.name === name);
    const seesAll = decide('understudy.audit.read')?.allowed ?? false;
    if (!seesAll && !decide('understudy.read')?.allowed) {
      throw refusal('see this', 'understudy.read', decide);
    }
    return {
      userEntityRef: access.userEntityRef,
      entityRefs: seesAll
        ? undefined
        : await this.#owned(access.ownershipEntityRefs, credentials),
      assertMayReview() {
        if (!decide('understudy.audit.review')?.allowed) {
          throw refusal('do this', 'understudy.audit.review', decide);
        }
      },
    };
  }

  /** Throws a NotAllowedError unless somebody may read all of the ledger. */
  async assertMayReadAll(credentials: UserCredentials): Promise<void> {
    const { decisions } = await this.#access.accessOf({ credentials });
    const decide = (name: UnderstudyPermissionName) =>
      decisions.find(decision => decision.name === name);
    if (!decide('understudy.audit.read')?.allowed) {
      throw refusal('see this', 'understudy.audit.read', decide);
    }
  }

  async #owned(
    owners: readonly string[],
    credentials: UserCredentials,
  ): Promise<string[]> {
    const refs: string[] = [];
    try {
      let cursor: string | undefined;
      do {
        const page = await this.#catalog.queryEntities(
          {
            fields: ['kind', 'metadata.name', 'metadata.namespace'],
            limit: PAGE,
            ...(cursor === undefined
              ? { filter: { 'relations.ownedBy': [...owners] } }
              : { cursor }),
          },
          { credentials },
        );
        refs.push(...page.items.map(entity => stringifyEntityRef(entity)));
        cursor = page.pageInfo.nextCursor;
      } while (cursor !== undefined && refs.length < ENTITIES_AT_MOST);
    } catch (error) {
      this.#logger.error('The catalog does not answer', toError(error));
      throw withCode(
        'catalog-unavailable',
        new ServiceUnavailableError(
          'The catalog does not answer just now, so it is not known what you own. Try again, and tell an administrator if it stays so.',
        ),
      );
    }
    return refs;
  }
}

function refusal(
  what: string,
  name: UnderstudyPermissionName,
  decide: (name: UnderstudyPermissionName) => { reason: string } | undefined,
): Error {
  return withCode(
    'permission-missing',
    new NotAllowedError(
      `You may not ${what} (${name}). ${decide(name)?.reason ?? ''}`.trim(),
    ),
  );
}
