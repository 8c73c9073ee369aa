import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NewLedgerEntry } from '@understudy/plugin-understudy-common';
import type { UserCredentials } from '../../access/types';
import { newEntryId } from '../entry/newEntryId';
import type { LedgerService } from '../LedgerService';
import { parseCursor, toCursor } from './flagCursor';
import type { FlagChange, FlagStore } from './FlagStore';
import type { FollowUpStore } from './FollowUpStore';
import type { ReviewAccess, ReviewRights } from './ReviewAccess';
import { toFollowUpBody } from './toFollowUpBody';
import type {
  FlagQuery,
  ReviewActInput,
  ReviewFlag,
  ReviewFlagDetail,
  ReviewService,
} from './types';

interface Options {
  access: ReviewAccess;
  flags: FlagStore;
  followUps: FollowUpStore;
  ledger: Pick<LedgerService, 'record' | 'read'>;
  catalog: CatalogService;
  /** Where people read about a flag; undefined where nothing may be handed on. */
  followUpLink?: (flagId: string) => string;
  now?: () => number;
}

/** Shows flags by what somebody may see, and records each act before it is done. */
export class DefaultReviewService implements ReviewService {
  readonly #options: Options;

  static create(options: Options): DefaultReviewService {
    return new DefaultReviewService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async list(
    query: Omit<FlagQuery, 'after' | 'entityRefs'> & { cursor?: string },
    options: { credentials: UserCredentials },
  ): Promise<{ flags: ReviewFlag[]; nextCursor?: string }> {
    const { access, flags } = this.#options;
    const { entityRefs } = await access.rightsOf(options.credentials);
    const { cursor, ...rest } = query;
    const found = await flags.list({
      ...rest,
      limit: query.limit + 1,
      entityRefs,
      ...(cursor !== undefined && { after: parseCursor(cursor) }),
    });
    const page = found.slice(0, query.limit);
    return {
      flags: page,
      ...(found.length > page.length && {
        nextCursor: toCursor(page[page.length - 1]),
      }),
    };
  }

  async get(
    request: { id: string },
    options: { credentials: UserCredentials },
  ): Promise<ReviewFlagDetail> {
    const rights = await this.#options.access.rightsOf(options.credentials);
    return this.#detail(await this.#find(request.id, rights));
  }

  async act(
    request: { id: string; act: ReviewActInput },
    options: { credentials: UserCredentials },
  ): Promise<ReviewFlagDetail> {
    const { access, flags, followUps, ledger } = this.#options;
    const rights = await access.rightsOf(options.credentials);
    const flag = await this.#find(request.id, rights);
    rights.assertMayReview();
    const by = rights.userEntityRef;
    const { act } = request;
    if (act.version !== flag.version) {
      throw new ConflictError(
        'Somebody else has done something with this flag in the meantime. Look at it again, then decide',
      );
    }
    const { change, reason } = await this.#decide(flag, act, {
      by,
      credentials: options.credentials,
    });
    const entry = entryOf(flag, act, { by, reason });
    const intent = await ledger.record.intent({ ...entry, reason });
    const at = (this.#options.now ?? Date.now)();
    const link = this.#options.followUpLink;
    try {
      await flags.act({
        flagId: flag.id,
        seenVersion: act.version,
        kind: act.kind,
        by,
        at,
        change,
        entryId: intent.id,
        ...(act.kind === 'follow-up' && {
          also: async trx => {
            const id = newEntryId(at);
            const body = toFollowUpBody({
              id,
              flag,
              by,
              at,
              text: act.text,
              link: link!(flag.id),
            });
            await followUps.add(
              { id, flagId: flag.id, by, body, at, entryId: intent.id },
              trx,
            );
          },
        }),
      });
    } catch (error) {
      await ledger.record.outcome(intent.id, {
        ...entry,
        outcome: 'cancelled',
        contextTags: {
          ...entry.contextTags,
          why: 'Nothing was changed: somebody else was faster, or it could not be stored',
        },
      });
      throw error;
    }
    await ledger.record.outcome(intent.id, { ...entry, outcome: 'success' });
    return this.#detail((await flags.find(flag.id))!);
  }

  async #find(id: string, rights: ReviewRights): Promise<ReviewFlag> {
    const flag = await this.#options.flags.find(id);
    const { entityRefs } = rights;
    const visible =
      flag &&
      (entityRefs === undefined ||
        flag.entityRefs.some(ref => entityRefs.includes(ref)));
    if (!visible) {
      // Nothing tells that there is a flag about something of others.
      throw new NotFoundError('There is no such flag, or you may not see it');
    }
    return flag;
  }

  /** What people wrote is read from the ledger, so that a redaction holds here too. */
  async #detail(flag: ReviewFlag): Promise<ReviewFlagDetail> {
    const { flags, followUps, ledger } = this.#options;
    const acts = await flags.actsOf(flag.id);
    const texts = new Map<string, string>();
    for (const { entry, redacted } of await ledger.read({
      ids: acts.map(({ entryId }) => entryId),
    })) {
      if (entry.reason !== undefined && !redacted.includes('/reason')) {
        texts.set(entry.id, entry.reason);
      }
    }
    return {
      ...flag,
      acts: acts.map(act => ({ ...act, text: texts.get(act.entryId) })),
      followUps: await followUps.ofFlag(flag.id),
    };
  }

  async #decide(
    flag: ReviewFlag,
    act: ReviewActInput,
    options: { by: string; credentials: UserCredentials },
  ): Promise<{ change: FlagChange; reason: string }> {
    const text = act.text?.trim();
    const needsOpen = act.kind !== 'reopen' && act.kind !== 'comment';
    if (needsOpen && flag.status === 'closed') {
      throw new ConflictError('This flag is closed. Reopen it first');
    }
    switch (act.kind) {
      case 'assign': {
        const assignee = await this.#assignee(flag, act, options);
        return {
          change: { assignee: assignee ?? null },
          reason:
            text ||
            (assignee
              ? `Given to ${assignee}`
              : 'Nobody in particular looks after it any more'),
        };
      }
      case 'comment':
        return { change: {}, reason: required(text, 'Write the comment') };
      case 'close':
        if (flag.actor === options.by) {
          throw new NotAllowedError(
            'This flag is about what you did yourself, so somebody else has to close it',
          );
        }
        if (act.closeReason === undefined) {
          throw new InputError('Say why the flag is closed: closeReason');
        }
        return {
          change: { status: 'closed', close_reason: act.closeReason },
          reason: required(text, 'Write what was found out, then close it'),
        };
      case 'reopen':
        if (flag.status === 'open') {
          throw new ConflictError('This flag is open');
        }
        return {
          change: { status: 'open', close_reason: null },
          reason: required(text, 'Write why it is opened again'),
        };
      default:
        if (!this.#options.followUpLink) {
          throw new ConflictError(
            'No ticketing system is configured. An administrator sets understudy.audit.followUp',
          );
        }
        return {
          change: {},
          reason: text || 'Handed to the ticketing system',
        };
    }
  }

  async #assignee(
    flag: ReviewFlag,
    act: ReviewActInput,
    options: { credentials: UserCredentials },
  ): Promise<string | undefined> {
    if (act.assignee === undefined) {
      return undefined;
    }
    let ref: string;
    try {
      ref = stringifyEntityRef(
        parseEntityRef(act.assignee, { defaultKind: 'user' }),
      );
    } catch {
      throw new InputError(
        'assignee is no entity reference: write for instance user:default/sam',
      );
    }
    if (ref === flag.actor) {
      throw new InputError(
        'The flag is about what this person did, so somebody else has to look after it',
      );
    }
    const entity = ref.startsWith('user:')
      ? await this.#options.catalog.getEntityByRef(ref, options)
      : undefined;
    if (!entity) {
      throw new InputError(`The catalog has no person ${ref}`);
    }
    return ref;
  }
}

function required(text: string | undefined, sentence: string): string {
  if (!text) {
    throw new InputError(`${sentence}: text`);
  }
  return text;
}

function entryOf(
  flag: ReviewFlag,
  act: ReviewActInput,
  options: { by: string; reason: string },
): NewLedgerEntry {
  return {
    actor: { type: 'user', id: options.by },
    source: 'api',
    operationType: 'review',
    action: `review:${act.kind}`,
    permissionLevel: 'understudy.audit.review',
    correlationId: `review-flag:${flag.id}`,
    ...(flag.entityRefs.length === 1 && { entityRef: flag.entityRefs[0] }),
    contextTags: {
      flag: flag.id,
      detector: flag.detector,
      about: flag.actor,
      version: String(act.version + 1),
      ...(act.kind === 'assign' && { assignee: act.assignee ?? 'nobody' }),
      ...(act.closeReason !== undefined && { closeReason: act.closeReason }),
    },
  };
}
