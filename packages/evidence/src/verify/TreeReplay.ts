import { CompactRange, LogReplay } from '@understudy/ledger';

/** Computes the root of a log of which whole stretches are known by hashes only. */
export class TreeReplay {
  #replay = new LogReplay();

  get size(): number {
    return this.#replay.size;
  }

  addLeaf(hash: Uint8Array): void {
    this.#replay.addLeafHash(hash);
  }

  /** Adds the complete subtrees that cover the entries up to an index. */
  addStretch(to: number, hashes: readonly Uint8Array[]): void {
    const range = this.#replay.toCompactRange();
    range.merge(CompactRange.from({ begin: this.size, end: to, hashes }));
    this.#replay = LogReplay.resume(range);
  }

  root(): Uint8Array {
    return this.#replay.root();
  }

  clone(): TreeReplay {
    const copy = new TreeReplay();
    copy.#replay = LogReplay.resume(this.#replay.toCompactRange());
    return copy;
  }
}
