import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  defaultGuardrails,
  parseGuardrails,
  type NewLedgerEntry,
} from '@understudy/plugin-understudy-common';
import { withCode } from '../http/errorCode';
import type { PolicyService } from '../policy/types';
import { guardrailActions } from './guardrailActions';
import { digestOfText, guardrailDigest } from './guardrailDigest';
import type { GuardrailStore } from './GuardrailStore';
import type { ActiveVersion, LedgerPort, StoredVersion } from './types';

const LOOK_MS = 500;
const SAID_AGAIN_MS = 60_000;

interface Options {
  store: GuardrailStore;
  ledger: LedgerPort;
  policy: PolicyService;
  logger: LoggerService;
  now?: () => number;
}

type Held = ActiveVersion & { entryId: string | undefined };

/**
 * What holds, in this process as in the database: looked up whenever somebody
 * asks, and twice a second, so that policy learns what other replicas activate.
 */
export class ActiveGuardrails {
  readonly #options: Options;
  #held: Held | undefined;
  #loading: Promise<unknown> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #said: { what: string; at: number } | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Begins to follow. What is wrong is said in the log and by policy, and tried again. */
  async start(): Promise<void> {
    await this.#look();
    this.#next();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** What holds now; from this moment on policy judges by it. */
  async current(): Promise<ActiveVersion> {
    const key = await this.#options.store.activeKey();
    const held = this.#held;
    if (
      held &&
      key?.version === held.version &&
      key.digest === held.digest &&
      key.entryId === held.entryId
    ) {
      return held;
    }
    // One after the other, so that the newest one read is the one that stays.
    const loading = this.#loading.then(() => this.#load());
    this.#loading = loading.catch(() => {});
    return loading;
  }

  async #load(): Promise<Held> {
    const { store, policy } = this.#options;
    const stored = await store.active();
    try {
      const held = await this.#check(stored);
      policy.setData(String(held.version), held.data);
      this.#held = held;
      return held;
    } catch (error) {
      this.#held = undefined;
      const why = toError(error).message;
      policy.withdrawData(why);
      throw withCode(
        'policy-unavailable',
        new ServiceUnavailableError(`Policy cannot be evaluated. ${why}`),
      );
    }
  }

  /** Nothing holds but what the ledger says was activated. */
  async #check(stored: StoredVersion | undefined): Promise<Held> {
    if (!stored) {
      throw new Error('No version of the guardrails is active yet.');
    }
    const { version, digest, text, entryId } = stored;
    if (digestOfText(text) !== digest) {
      throw new Error(
        `Version ${version} of the guardrails was changed in the database.`,
      );
    }
    if (!(await this.#isActivation(stored))) {
      throw new Error(
        `The ledger does not know that version ${version} of the guardrails was activated.`,
      );
    }
    return {
      version,
      digest,
      entryId,
      data: parseGuardrails(JSON.parse(text)),
    };
  }

  async #isActivation(stored: StoredVersion): Promise<boolean> {
    const { ledger } = this.#options;
    const { version, digest, entryId } = stored;
    if (entryId === undefined) {
      return false;
    }
    const entry = (await ledger.readVerified([entryId])).get(entryId);
    if (!entry) {
      // Where old entries are pruned, that of a long standing version may be gone.
      return (await ledger.minimumIndex()) > 0;
    }
    return (
      entry.action === guardrailActions.activate &&
      entry.contextTags?.version === String(version) &&
      entry.contextTags.digest === digest
    );
  }

  #next(): void {
    if (!this.#stopped) {
      this.#timer = setTimeout(async () => {
        await this.#look();
        this.#next();
      }, LOOK_MS);
      this.#timer.unref();
    }
  }

  async #look(): Promise<void> {
    try {
      if (await this.#options.store.isEmpty()) {
        await this.#writeFirst();
      }
      await this.current();
    } catch (error) {
      this.#say(toError(error));
    }
  }

  async #writeFirst(): Promise<void> {
    const { store, ledger } = this.#options;
    const { text, digest } = guardrailDigest(defaultGuardrails);
    const reason = 'The guardrails that hold until people decide otherwise.';
    const entry: NewLedgerEntry = {
      actor: { type: 'service', id: 'understudy' },
      source: 'scheduler',
      operationType: 'policy_change',
      action: guardrailActions.activate,
      reason,
      outcome: 'success',
      correlationId: 'guardrails:1',
      contextTags: { version: '1', digest },
    };
    const { id } = await ledger.record.event(entry);
    await store.addFirst({
      digest,
      text,
      reason,
      by: 'understudy',
      at: (this.#options.now ?? Date.now)(),
      entryId: id,
    });
  }

  #say(error: Error): void {
    const now = Date.now();
    if (
      !this.#stopped &&
      (this.#said?.what !== error.message ||
        now - this.#said.at > SAID_AGAIN_MS)
    ) {
      this.#said = { what: error.message, at: now };
      this.#options.logger.error('The guardrails cannot be followed', error);
    }
  }
}
