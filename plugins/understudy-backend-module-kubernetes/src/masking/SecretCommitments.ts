import type { JsonValue } from '@backstage/types';
import { createHmac, hkdfSync } from 'node:crypto';

/** Stands for one value of one object; gives the same for the same value only. */
export type Commit = (pointer: string, value: JsonValue) => string;

const HEX = 32;

/**
 * Commitments to secret values: nobody can guess a value from one without the
 * key, a swapped value gives another one, and equal values at two places do not
 * show that they are equal.
 */
export class SecretCommitments {
  readonly #key: Buffer;

  /** Derives the key from a secret of the installation. */
  constructor(secret: string | Uint8Array) {
    this.#key = Buffer.from(
      hkdfSync('sha256', secret, '', 'understudy-kubernetes-commitments', 32),
    );
  }

  /** Commits to values of one object. */
  of(object: { clusterUid: string; uid: string }): Commit {
    return (pointer, value) => {
      const digest = createHmac('sha256', this.#key)
        .update(JSON.stringify([object.clusterUid, object.uid, pointer, value]))
        .digest('hex');
      return `masked:${digest.slice(0, HEX)}`;
    };
  }
}
