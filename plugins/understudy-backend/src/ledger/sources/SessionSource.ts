import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { boundedText } from './boundedText';
import type { OnceRecorder } from './OnceRecorder';

const TABLE = 'ledger_sightings';
/** How long a person must be away so that the next call counts as a session. */
const AWAY_MS = 8 * 60 * 60_000;
/** How often the time of a person who is here is written down. */
const NOTE_EVERY_MS = 10 * 60_000;
const PEOPLE_REMEMBERED = 10_000;

/**
 * Records that a person is here with a session, whatever the provider.
 *
 * Backstage tells nobody when somebody signs in, and renews tokens every hour
 * without a person. So this says what can be known here: a person whom we have
 * not seen for eight hours used this API with a valid token of this Backstage,
 * which was issued then and then.
 */
export class SessionSource {
  readonly #knex: Knex;
  readonly #once: OnceRecorder;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #noted = new Map<string, number>();

  constructor(options: {
    knex: Knex;
    once: OnceRecorder;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#knex = options.knex;
    this.#once = options.once;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** A person has called, with a token that was checked. Never throws. */
  async seen(person: {
    userEntityRef: string;
    /** The token that was accepted, for the time at which it was issued. */
    token?: string;
  }): Promise<void> {
    const ref = boundedText(person.userEntityRef);
    const now = this.#now();
    const noted = ref === undefined ? undefined : this.#noted.get(ref);
    if (
      ref === undefined ||
      (noted !== undefined && Math.abs(now - noted) < NOTE_EVERY_MS)
    ) {
      return;
    }
    if (this.#noted.size >= PEOPLE_REMEMBERED) {
      this.#noted.clear();
    }
    this.#noted.set(ref, now);
    try {
      await this.#note(ref, now, person.token);
    } catch (error) {
      this.#noted.delete(ref);
      this.#logger.error(
        `The session of ${ref} could not be recorded`,
        toError(error),
      );
    }
  }

  async #note(ref: string, now: number, token?: string): Promise<void> {
    const row = await this.#knex(TABLE).where({ user_ref: ref }).first();
    const before = row ? Number(row.seen_at) : undefined;
    const isNew = before === undefined || now - before >= AWAY_MS;
    if (isNew) {
      const issuedAt = issuedAtOf(token);
      // Replicas that see the same person return at once make one entry.
      const entryId = await this.#once.event(
        `session\n${ref}\n${before ?? 'first'}`,
        {
          occurredAt: new Date(now).toISOString(),
          actor: { type: 'user', id: ref },
          source: 'api',
          operationType: 'sign_in',
          action: 'session:first-seen',
          outcome: 'success',
          reason:
            before === undefined
              ? 'This person used Understudy for the first time, with a valid token of this Backstage'
              : 'This person used Understudy again after eight hours or more, with a valid token of this Backstage',
          contextTags: {
            ...(issuedAt !== undefined && { tokenIssuedAt: issuedAt }),
            ...(before !== undefined && {
              seenBefore: new Date(before).toISOString(),
            }),
          },
        },
      );
      if (entryId === undefined) {
        return;
      }
    }
    await this.#knex(TABLE)
      .insert({ user_ref: ref, seen_at: now })
      .onConflict('user_ref')
      .merge()
      .where(`${TABLE}.seen_at`, '<', now);
  }
}

/** Read only after the token was checked elsewhere. */
function issuedAtOf(token: string | undefined): string | undefined {
  try {
    const payload = token?.split('.')[1] ?? '';
    const { iat } = JSON.parse(
      Buffer.from(payload, 'base64url').toString('utf8'),
    );
    return new Date(iat * 1000).toISOString();
  } catch {
    return undefined;
  }
}
