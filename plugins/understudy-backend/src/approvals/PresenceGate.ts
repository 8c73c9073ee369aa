import { NotAllowedError } from '@backstage/errors';
import { withCode } from '../http/errorCode';
import type { StoredPlan } from '../plans/types';
import type { PresencePort } from './types';

interface Options {
  presence: PresencePort;
}

/** Lets through who was there just now, where a decision asks for that. */
export class PresenceGate {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** When the person showed to be there; undefined where nobody asks for it. */
  async presenceFor(
    plan: StoredPlan,
    userEntityRef: string,
    at: number,
  ): Promise<number | undefined> {
    if (!plan.decision?.freshPresence) {
      return undefined;
    }
    const { presence } = this.#options;
    const proof = await presence.find({
      userEntityRef,
      planHash: plan.planHash ?? '',
      at,
    });
    if (!proof) {
      const { possible, sentence } = presence.status();
      throw withCode(
        possible ? 'presence-missing' : 'presence-impossible',
        new NotAllowedError(
          `In production you sign in again first, for exactly this plan. ${sentence}`,
        ),
      );
    }
    return proof.at;
  }
}
