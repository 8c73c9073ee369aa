import { checkBytes } from '../bytes/checkBytes';
import { checkHash } from '../bytes/checkHash';
import { equalBytes } from '../bytes/equalBytes';
import { LedgerError } from '../errors/LedgerError';
import { CompactRange } from './CompactRange';
import { emptyRoot } from './emptyRoot';
import { hashLeafInto } from './hashLeafInto';
import { hashNodeInto } from './hashNodeInto';
import { LogNumber } from './LogNumber';
import { rangeNodes } from './rangeNodes';
import { toUint64 } from './toUint64';

/**
 * Computes the root of a log again from its entries, one after the other, in
 * constant memory: for millions of entries, offline. It knows nothing but the
 * newest root, so check each checkpoint when its size is reached.
 *
 * @example
 * ```ts
 * const replay = new LogReplay();
 * for await (const entry of entries) {
 *   replay.add(entry);
 * }
 * replay.check(checkpoint);
 * ```
 *
 * @public
 */
export class LogReplay {
  /** One hash per level, valid where the size has that bit set. */
  readonly #nodes = new Uint8Array(32 * 64);
  readonly #current = new Uint8Array(32);
  #size = 0;

  /**
   * Continues behind entries that are not there any more, from the compact
   * range that was kept of them.
   */
  static resume(from: CompactRange): LogReplay {
    if (from.begin !== 0n || from.end > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new LedgerError(
        'bad-argument',
        'A replay resumes from a range that begins at 0 and ends below 2^53',
      );
    }
    const replay = new LogReplay();
    const hashes = from.hashes;
    rangeNodes(0n, from.end).forEach(({ level }, i) =>
      replay.#nodes.set(hashes[i], 32 * level),
    );
    replay.#size = Number(from.end);
    return replay;
  }

  /** How many entries were added, those resumed from included. */
  get size(): number {
    return this.#size;
  }

  /** Adds the next entry. */
  add(entry: Uint8Array): void {
    hashLeafInto(checkBytes(entry, 'The entry'), this.#current, 0);
    this.#push();
  }

  /** Adds the next entry of which only the leaf hash is known. */
  addLeafHash(leafHash: Uint8Array): void {
    this.#current.set(checkHash(leafHash, 'The leaf hash'));
    this.#push();
  }

  /** The root over all entries so far. */
  root(): Uint8Array {
    if (this.#size === 0) {
      return emptyRoot();
    }
    const root = new Uint8Array(32);
    let found = false;
    for (let level = 0, rest = this.#size; rest > 0; level++) {
      if (rest % 2 === 1) {
        if (found) {
          hashNodeInto(this.#nodes, 32 * level, root, 0, root, 0);
        } else {
          root.set(this.#nodes.subarray(32 * level, 32 * level + 32));
          found = true;
        }
      }
      rest = Math.floor(rest / 2);
    }
    return root;
  }

  /** Compares with a checkpoint of exactly this size; throws when they differ. */
  check(checkpoint: { size: LogNumber; root: Uint8Array }): void {
    const size = toUint64(checkpoint.size, 'The size');
    if (size !== BigInt(this.#size)) {
      throw new LedgerError(
        'size-mismatch',
        `The checkpoint covers ${size} entries, ${this.#size} were replayed`,
      );
    }
    if (!equalBytes(this.root(), checkHash(checkpoint.root, 'The root'))) {
      throw new LedgerError(
        'root-mismatch',
        `The ${size} entries do not hash to the root of the checkpoint`,
      );
    }
  }

  /** The compact range of the entries so far, to resume from or to merge. */
  toCompactRange(): CompactRange {
    return CompactRange.from({
      end: this.#size,
      hashes: rangeNodes(0n, this.#size).map(({ level }) =>
        this.#nodes.slice(32 * level, 32 * level + 32),
      ),
    });
  }

  #push(): void {
    let level = 0;
    for (let rest = this.#size; rest % 2 === 1; rest = (rest - 1) / 2) {
      hashNodeInto(this.#nodes, 32 * level, this.#current, 0, this.#current, 0);
      level++;
    }
    this.#nodes.set(this.#current, 32 * level);
    this.#size++;
  }
}
