import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Proves, to whoever holds the key, that a row was written by the ledger and
 * not by somebody who can merely write to its database.
 */
export class EntrySeal {
  readonly #keys: readonly Uint8Array[];

  /** The first key is the current one; the others are still believed. */
  constructor(keys: readonly Uint8Array[]) {
    this.#keys = keys;
  }

  /** For an entry that waits for its index. */
  staged(entry: { id: string; leafHash: Uint8Array }): Buffer {
    return mac(this.#keys[0], 'staged', entry.id, entry.leafHash);
  }

  isStaged(
    entry: { id: string; leafHash: Uint8Array },
    sealed: Uint8Array,
  ): boolean {
    return this.#keys.some(key =>
      equal(mac(key, 'staged', entry.id, entry.leafHash), sealed),
    );
  }

  /** For the head of the log. */
  head(head: { size: number; root: Uint8Array }): Buffer {
    return mac(this.#keys[0], 'head', String(head.size), head.root);
  }

  isHead(
    head: { size: number; root: Uint8Array },
    sealed: Uint8Array,
  ): boolean {
    return this.#keys.some(key =>
      equal(mac(key, 'head', String(head.size), head.root), sealed),
    );
  }
}

function mac(
  key: Uint8Array,
  kind: string,
  name: string,
  hash: Uint8Array,
): Buffer {
  return createHmac('sha256', key)
    .update(`${kind}\n${name}\n`)
    .update(hash)
    .digest();
}

function equal(a: Buffer, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
