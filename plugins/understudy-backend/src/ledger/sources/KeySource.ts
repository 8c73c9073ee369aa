import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { CursorStore } from '../feed/CursorStore';
import type { LedgerService } from '../LedgerService';
import type { OnceRecorder } from './OnceRecorder';

/**
 * Records from when on the log is signed with which key. Keys come from files
 * and secrets, so that a rotation is seen when a process starts with it.
 */
export class KeySource {
  readonly #cursors: CursorStore;
  readonly #once: OnceRecorder;
  readonly #ledger: Pick<LedgerService, 'keys'>;

  constructor(options: {
    knex: Knex;
    once: OnceRecorder;
    ledger: Pick<LedgerService, 'keys'>;
  }) {
    this.#cursors = new CursorStore(options.knex);
    this.#once = options.once;
    this.#ledger = options.ledger;
  }

  /** Records the current key, unless it is recorded. */
  async look(): Promise<void> {
    const [current, ...others] = this.#ledger.keys?.verifierKeys ?? [];
    if (current === undefined) {
      return;
    }
    const digest = createHash('sha256').update(current).digest('hex');
    const reader = `key-${digest.slice(0, 48)}`;
    if ((await this.#cursors.position(reader)) !== undefined) {
      return;
    }
    const entryId = await this.#once.event(`key\n${current}`, {
      actor: { type: 'service', id: 'understudy' },
      source: 'system',
      operationType: 'key_rotation',
      action: 'ledger:sign-with-key',
      outcome: 'success',
      reason:
        others.length > 0
          ? 'The log is signed with this key from now on; the keys before it sign too'
          : 'The log is signed with this key from now on',
      contextTags: {
        verifierKey: current,
        ...(others.length > 0 && { alsoSigning: String(others.length) }),
      },
    });
    if (entryId !== undefined) {
      await this.#cursors.startAt(reader, 1);
    }
  }
}
