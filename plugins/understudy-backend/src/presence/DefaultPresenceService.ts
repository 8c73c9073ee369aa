import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  LedgerEntry,
  NewLedgerEntry,
  Presence,
  PresenceChallenge,
} from '@understudy/plugin-understudy-common';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { assertPerson } from '../access/assertPerson';
import type { AccessService, UserCredentials } from '../access/types';
import { withCode } from '../http/errorCode';
import { newEntryId } from '../ledger/entry/newEntryId';
import type { LedgerRecorder } from '../ledger/types';
import { findSignedInUser } from './findSignedInUser';
import type { PresenceStore } from './PresenceStore';
import type { ReadPresence } from './readPresenceConfig';
import type {
  PresenceService,
  ProvenPresence,
  SignInProvider,
  StoredChallenge,
  StoredProof,
  VerifiedSignIn,
} from './types';

const FRESH_MS = 5 * 60_000;
const CHALLENGE_MS = 10 * 60_000;
const OPEN_AT_MOST = 10;
const PROOFS_KEPT_MS = 24 * 60 * 60_000;
/** How far the clocks of replicas and of the provider may be apart. */
const CLOCK_MS = 60_000;

interface Options {
  access: AccessService;
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  read: ReadPresence;
  /** There where presence can be proven. */
  provider: SignInProvider;
  store: PresenceStore;
  record: LedgerRecorder;
  /** Entries that the ledger itself wrote, by their ids. */
  entries(ids: readonly string[]): Promise<Map<string, LedgerEntry>>;
  now?: () => number;
}

/** Lets people prove that they are there by signing in again, for exactly one plan. */
export class DefaultPresenceService implements PresenceService {
  readonly #options: Options;

  static create(options: Options): DefaultPresenceService {
    return new DefaultPresenceService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  status(): { possible: boolean; sentence: string } {
    const { read } = this.#options;
    return read.possible
      ? {
          possible: true,
          sentence:
            'People prove to be there by signing in again, at most five minutes before.',
        }
      : { possible: false, sentence: read.sentence };
  }

  async find(request: {
    userEntityRef: string;
    planHash: string;
    at: number;
  }): Promise<{ method: 'sign-in'; at: number } | undefined> {
    const proofs = await this.#options.store.proofs({
      userEntityRef: request.userEntityRef,
      planHash: request.planHash,
      from: request.at - FRESH_MS,
      to: request.at + CLOCK_MS,
    });
    if (proofs.length === 0) {
      return undefined;
    }
    const entries = await this.#options.entries(
      proofs.map(({ entryId }) => entryId),
    );
    const proof = proofs.find(one => isProof(entries.get(one.entryId), one));
    return proof && { method: proof.method, at: proof.at };
  }

  async get(
    request: { planHash: string },
    options: { credentials: UserCredentials },
  ): Promise<Presence> {
    await this.#options.access.authorizeRead(options);
    const { planHash } = request;
    const { possible, sentence } = this.status();
    const proof = await this.find({
      userEntityRef: options.credentials.principal.userEntityRef,
      planHash,
      at: this.#now(),
    });
    if (!proof) {
      return {
        planHash,
        possible,
        proven: false,
        sentence: possible
          ? 'You have not proven lately that you are there, for this plan as it is now. Sign in again to prove it.'
          : sentence,
      };
    }
    const until = new Date(proof.at + FRESH_MS).toISOString();
    return {
      planHash,
      possible,
      proven: true,
      method: proof.method,
      at: new Date(proof.at).toISOString(),
      until,
      sentence: `You signed in for this plan, which counts until ${until}.`,
    };
  }

  async begin(
    request: { planHash: string; browser?: string },
    options: { credentials: UserCredentials },
  ): Promise<PresenceChallenge> {
    const { access, provider, store } = this.#options;
    const { credentials } = options;
    assertPerson(credentials, 'prove to be there');
    await access.authorizeRead(options);
    const { possible, sentence } = this.status();
    if (!possible) {
      throw withCode('presence-impossible', new ConflictError(sentence));
    }
    const secrets = {
      state: randomText(),
      nonce: randomText(),
      codeVerifier: randomText(),
    };
    const url = await provider.authorizationUrl(secrets);
    const createdAt = this.#now();
    const expiresAt = createdAt + CHALLENGE_MS;
    await store.addChallenge(
      {
        stateHash: digest(secrets.state),
        userEntityRef: credentials.principal.userEntityRef,
        planHash: request.planHash,
        nonce: secrets.nonce,
        codeVerifier: secrets.codeVerifier,
        ...(request.browser !== undefined && {
          browserHash: digest(request.browser),
        }),
        createdAt,
        expiresAt,
      },
      { openAtMost: OPEN_AT_MOST },
    );
    return {
      planHash: request.planHash,
      url: url.href,
      expiresAt: new Date(expiresAt).toISOString(),
      sentence:
        'Sign in again in the window that opens, within ten minutes. It proves for five minutes that you are there.',
    };
  }

  async finish(request: {
    query: URLSearchParams;
    browser?: string;
  }): Promise<ProvenPresence> {
    const state = request.query.get('state') ?? '';
    const challenge = await this.#take(state, request.browser);
    try {
      const signIn = await this.#options.provider.verify({
        query: request.query,
        state,
        ...challenge,
      });
      this.#assertJustNow(signIn, challenge);
      await this.#assertSame(signIn, challenge);
      return await this.#prove(signIn, challenge);
    } catch (error) {
      if (error instanceof NotAllowedError) {
        await this.#noteRefusal(challenge, error);
      }
      throw error;
    }
  }

  async tidyUp(): Promise<void> {
    const now = this.#now();
    await this.#options.store.forget({
      proofsBefore: now - PROOFS_KEPT_MS,
      challengesBefore: now - CLOCK_MS,
    });
  }

  /** The challenge of a state, used up. In another browser it stays as it is. */
  async #take(
    state: string,
    browser: string | undefined,
  ): Promise<StoredChallenge> {
    const { read, store } = this.#options;
    if (!read.possible) {
      throw new ServiceUnavailableError(read.sentence);
    }
    const over = () =>
      new NotFoundError(
        'This sign-in is over, was used already, or was never begun here. Go back to the plan and begin again.',
      );
    const stateHash = digest(state);
    const challenge = await store.findChallenge(stateHash);
    if (!challenge) {
      throw over();
    }
    if (
      challenge.browserHash !== undefined &&
      !same(challenge.browserHash, digest(browser ?? ''))
    ) {
      throw new NotAllowedError(
        'This sign-in was begun in another browser. Go back to the plan, in this browser, and begin again. If you did not begin it, tell your administrators.',
      );
    }
    if (
      !(await store.takeChallenge(stateHash)) ||
      challenge.expiresAt <= this.#now()
    ) {
      throw over();
    }
    return challenge;
  }

  #assertJustNow(signIn: VerifiedSignIn, challenge: StoredChallenge): void {
    const now = this.#now();
    const { authenticatedAt } = signIn;
    if (
      authenticatedAt < challenge.createdAt - CLOCK_MS ||
      authenticatedAt < now - FRESH_MS
    ) {
      throw new NotAllowedError(
        `The identity provider did not have you sign in again: it says that you did at ${new Date(
          authenticatedAt,
        ).toISOString()}. Sign out there, and begin again from the plan.`,
      );
    }
    if (authenticatedAt > now + CLOCK_MS) {
      throw new NotAllowedError(
        'The clock of the identity provider is ahead by more than a minute, so it is not known when you signed in. Tell an administrator.',
      );
    }
  }

  async #assertSame(
    signIn: VerifiedSignIn,
    challenge: StoredChallenge,
  ): Promise<void> {
    const { read } = this.#options;
    if (!read.possible) {
      throw new NotAllowedError(read.sentence);
    }
    const user = await findSignedInUser({
      ...this.#options,
      field: read.config.userField,
      value: signIn.claim,
    });
    if (user !== challenge.userEntityRef) {
      throw new NotAllowedError(
        `You signed in as ${user}, and ${challenge.userEntityRef} began this. Sign in as the same person.`,
      );
    }
  }

  async #prove(
    signIn: VerifiedSignIn,
    challenge: StoredChallenge,
  ): Promise<ProvenPresence> {
    const { record, store } = this.#options;
    const { userEntityRef, planHash } = challenge;
    const now = this.#now();
    const at = Math.min(signIn.authenticatedAt, now);
    const entry = await record.event({
      ...entryOf(challenge, 'presence:prove'),
      outcome: 'success',
      reason: 'This person signed in again to be seen to be there',
      contextTags: {
        method: 'sign-in',
        signedInAt: new Date(at).toISOString(),
        issuer: signIn.issuer.slice(0, 1_000),
      },
    });
    await store.addProof({
      id: newEntryId(now),
      userEntityRef,
      planHash,
      method: 'sign-in',
      at,
      entryId: entry.id,
    });
    return { userEntityRef, planHash, at, until: at + FRESH_MS };
  }

  /** A refusal is worth an entry; that it cannot be written makes it no less refused. */
  async #noteRefusal(
    challenge: StoredChallenge,
    error: NotAllowedError,
  ): Promise<void> {
    try {
      await this.#options.record.event({
        ...entryOf(challenge, 'presence:refuse'),
        outcome: 'denied',
        reason: error.message,
      });
    } catch (cause) {
      this.#options.logger.error(
        'A sign-in that proved nothing could not be recorded',
        toError(cause),
      );
    }
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}

function entryOf(
  challenge: Pick<StoredChallenge, 'userEntityRef' | 'planHash'>,
  action: string,
): NewLedgerEntry {
  return {
    actor: { type: 'user', id: challenge.userEntityRef },
    source: 'ui',
    operationType: 'sign_in',
    action,
    planHash: challenge.planHash.replace('sha256:', ''),
  };
}

/** Whether the ledger says the same as a row: a row alone proves nothing. */
function isProof(entry: LedgerEntry | undefined, proof: StoredProof): boolean {
  return (
    entry !== undefined &&
    entry.action === 'presence:prove' &&
    entry.outcome === 'success' &&
    entry.actor.type === 'user' &&
    entry.actor.id === proof.userEntityRef &&
    `sha256:${entry.planHash}` === proof.planHash &&
    entry.contextTags?.method === proof.method &&
    entry.contextTags?.signedInAt === new Date(proof.at).toISOString()
  );
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function same(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(a), Buffer.from(b));
}
