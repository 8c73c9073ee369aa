import { NotAllowedError } from '@backstage/errors';
import type {
  EntryActor,
  UnderstudyPermissionName,
} from '@understudy/plugin-understudy-common';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AccessService, UserCredentials } from '../../access/types';
import { withCode } from '../../http/errorCode';
import type { Alarm } from '../AlarmStore';
import type { LedgerService } from '../LedgerService';
import type { LedgerVerifications } from './LedgerVerifications';
import type { CustodyService } from './types';
import type { Verification } from './VerificationStore';

interface Options {
  access: AccessService;
  ledger: Pick<LedgerService, 'alarms' | 'resolveAlarm' | 'redact'>;
  verifications: LedgerVerifications;
  /** Takes redacted values out of what is searched. */
  forget(options: {
    entryId: string;
    pointers: readonly string[];
  }): Promise<void>;
}

/** Lets readers of the ledger verify it, and its reviewers act on it. */
export class DefaultCustodyService implements CustodyService {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async alarms(options: { credentials: UserCredentials }): Promise<Alarm[]> {
    await this.#actor('understudy.audit.read', options.credentials);
    return this.#options.ledger.alarms();
  }

  async resolveAlarm(
    request: { id: string; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<Alarm[]> {
    const actor = await this.#actor(
      'understudy.audit.review',
      options.credentials,
    );
    await this.#options.ledger.resolveAlarm({ ...request, actor });
    return this.#options.ledger.alarms();
  }

  async verifications(options: {
    credentials: UserCredentials;
  }): Promise<Verification[]> {
    await this.#actor('understudy.audit.read', options.credentials);
    return this.#options.verifications.newest();
  }

  async verify(options: {
    credentials: UserCredentials;
  }): Promise<Verification[]> {
    const { id } = await this.#actor(
      'understudy.audit.read',
      options.credentials,
    );
    await this.#options.verifications.start(id);
    // Long enough for it to have begun.
    await sleep(50);
    return this.#options.verifications.newest();
  }

  async redact(
    request: { id: string; pointers: string[]; reason: string },
    options: { credentials: UserCredentials },
  ): Promise<{ redactionId: string }> {
    const actor = await this.#actor(
      'understudy.audit.review',
      options.credentials,
    );
    const { id: entryId, pointers, reason } = request;
    const receipt = await this.#options.ledger.redact({
      entryId,
      pointers,
      reason,
      actor,
    });
    await this.#options.forget({ entryId, pointers });
    return { redactionId: receipt.id };
  }

  async #actor(
    name: UnderstudyPermissionName,
    credentials: UserCredentials,
  ): Promise<EntryActor> {
    const { decisions, userEntityRef } = await this.#options.access.accessOf({
      credentials,
    });
    const decision = decisions.find(one => one.name === name);
    if (!decision?.allowed) {
      throw withCode(
        'permission-missing',
        new NotAllowedError(
          `You may not do this (${name}). ${decision?.reason ?? ''}`.trim(),
        ),
      );
    }
    return { type: 'user', id: userEntityRef };
  }
}
