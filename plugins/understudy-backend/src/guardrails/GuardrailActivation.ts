import {
  ConflictError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { withCode } from '../http/errorCode';
import type { PolicyService } from '../policy/types';
import type { ActiveGuardrails } from './ActiveGuardrails';
import type { ActivationQuorum } from './ActivationQuorum';
import { dataOf } from './dataOf';
import { findBrokenInvariant } from './findBrokenInvariant';
import { guardrailEntry } from './guardrailEntry';
import { noVersion, outdated, overtaken } from './guardrailErrors';
import type { GuardrailStore } from './GuardrailStore';
import type { LedgerPort, PresencePort, StoredVersion } from './types';

const CLAIM_MS = 30_000;

interface Options {
  store: GuardrailStore;
  ledger: Pick<LedgerPort, 'record'>;
  policy: PolicyService;
  activeGuardrails: ActiveGuardrails;
  quorum: ActivationQuorum;
  /** Asked for in production; without it, nothing can be activated there. */
  presence?: PresencePort;
  production: boolean;
  now?: () => number;
}

/** Takes votes for a version, and lets it hold with the last one needed. */
export class GuardrailActivation {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async vote(request: {
    version: number;
    digest: string;
    reason: string;
    by: string;
  }): Promise<void> {
    const { store, ledger, quorum } = this.#options;
    const { by } = request;
    const candidate = await store.find(request.version);
    if (!candidate) {
      throw noVersion(request.version);
    }
    const active = await store.active();
    this.#assertOpen(candidate, active, request.digest);
    const presence = await this.#presenceOf(by, candidate.digest);
    const refusal = await quorum.refusalOf(by);
    if (refusal) {
      throw withCode('permission-missing', new NotAllowedError(refusal));
    }
    await this.#assertInvariants(candidate);

    const { version, digest, round } = candidate;
    const about = { by, digest, reason: request.reason };
    const before = await this.#count(candidate);
    if (before.by.includes(by) && !before.met) {
      throw new ConflictError(
        'You have voted for this already. It waits for another person',
      );
    }
    if (!before.by.includes(by)) {
      const vote = await ledger.record.event({
        ...guardrailEntry({ ...about, action: 'vote' }),
        contextTags: {
          version: String(version),
          digest,
          round: String(round),
          ...presence,
        },
      });
      const noted = await store.vote(
        { version, round, by, at: this.#now(), entryId: vote.id },
        { activeVersion: active!.version },
      );
      if (!noted) {
        throw overtaken();
      }
    }
    const after = await this.#count(candidate);
    if (after.met) {
      await this.#activate(candidate, active!, { ...about, voters: after.by });
    }
  }

  /** One of those who see the last vote activates, and the others find it done. */
  async #activate(
    candidate: StoredVersion,
    active: StoredVersion,
    about: { by: string; digest: string; reason: string; voters: string[] },
  ): Promise<void> {
    const { store, ledger, activeGuardrails } = this.#options;
    const { version, digest, round } = candidate;
    const at = this.#now();
    if (!(await store.claim(candidate, { now: at, until: at + CLAIM_MS }))) {
      return;
    }
    try {
      const { id } = await ledger.record.event({
        ...guardrailEntry({ ...about, action: 'activate' }),
        contextTags: {
          version: String(version),
          digest,
          before: String(active.version),
          voters: about.voters.join(' '),
        },
      });
      const done = await store.activate({
        version,
        round,
        activeVersion: active.version,
        at: this.#now(),
        entryId: id,
      });
      if (!done) {
        throw overtaken();
      }
    } catch (error) {
      await store.release(candidate);
      throw error;
    }
    await activeGuardrails.current();
  }

  #assertOpen(
    candidate: StoredVersion,
    active: StoredVersion | undefined,
    digest: string,
  ): void {
    if (candidate.digest !== digest) {
      throw new ConflictError(
        `Version ${candidate.version} is another than the one you looked at. Read it again`,
      );
    }
    if (!active) {
      throw new ServiceUnavailableError(
        'There are no guardrails yet, so none can be activated in their place. The Health page says what to do',
      );
    }
    if (candidate.version === active.version) {
      throw new ConflictError(`Version ${candidate.version} holds already`);
    }
    if (candidate.status === 'draft' && candidate.basedOn !== active.version) {
      throw outdated(candidate.basedOn, active.version);
    }
  }

  async #assertInvariants(candidate: StoredVersion): Promise<void> {
    const { policy } = this.#options;
    const data = dataOf(candidate);
    const broken = await findBrokenInvariant(async input => {
      const decision = await policy.evaluate(input, { data });
      if (!decision.evaluated) {
        throw withCode(
          'policy-unavailable',
          new ServiceUnavailableError(
            `It cannot be tried what these guardrails would do. ${decision.reasons[0].message}`,
          ),
        );
      }
      return decision;
    });
    if (broken) {
      throw new ConflictError(
        `Version ${candidate.version} cannot be activated. ${broken.invariant.sentence} It breaks this for: ${broken.name} (${broken.invariant.id}). Change the draft so that it holds`,
      );
    }
  }

  async #presenceOf(
    userEntityRef: string,
    digest: string,
  ): Promise<Record<string, string>> {
    const { production, presence } = this.#options;
    const found = await presence?.find({
      userEntityRef,
      planHash: digest,
      at: this.#now(),
    });
    if (found) {
      return {
        presence: found.method,
        presenceAt: new Date(found.at).toISOString(),
      };
    }
    if (production) {
      const status = presence?.status();
      throw withCode(
        'presence-missing',
        new NotAllowedError(
          status?.possible
            ? 'In production, show first that it is you: sign in again for exactly this version'
            : `In production, guardrails are activated only by people who show that it is them. ${
                status?.sentence ?? 'This installation cannot ask for it.'
              }`,
        ),
      );
    }
    return {};
  }

  async #count(candidate: StoredVersion) {
    const { store, quorum } = this.#options;
    const votes = await store.votes([candidate.version]);
    return quorum.count(candidate, votes, this.#now());
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
