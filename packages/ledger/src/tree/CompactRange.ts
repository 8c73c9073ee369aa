import { checkHash } from '../bytes/checkHash';
import { LedgerError } from '../errors/LedgerError';
import { emptyRoot } from './emptyRoot';
import { foldRight } from './foldRight';
import { hashNode } from './hashNode';
import { LogNumber } from './LogNumber';
import { NodeAddress } from './NodeAddress';
import { rangeNodes } from './rangeNodes';
import { toUint64 } from './toUint64';

/**
 * The smallest summary of neighbouring entries that can still grow and be
 * joined with its neighbours: at most two hashes per tree level, whatever the
 * number of entries.
 *
 * @public
 */
export class CompactRange {
  readonly #begin: bigint;
  #end: bigint;
  readonly #nodes: Array<NodeAddress & { hash: Uint8Array }> = [];

  private constructor(begin: bigint) {
    this.#begin = begin;
    this.#end = begin;
  }

  /** A range without entries; where a log starts unless told otherwise. */
  static empty(begin: LogNumber = 0n): CompactRange {
    return new CompactRange(toUint64(begin, 'The begin of the range'));
  }

  /** A range from its stored hashes, in the order that {@link CompactRange.hashes} gives. */
  static from(options: {
    begin?: LogNumber;
    end: LogNumber;
    hashes: readonly Uint8Array[];
  }): CompactRange {
    const nodes = rangeNodes(options.begin ?? 0n, options.end);
    if (nodes.length !== options.hashes.length) {
      throw new LedgerError(
        'bad-argument',
        `The range needs ${nodes.length} hashes, ${options.hashes.length} were given`,
      );
    }
    const range = CompactRange.empty(options.begin);
    nodes.forEach((node, i) =>
      range.#push(node, checkHash(options.hashes[i], `Hash ${i}`).slice()),
    );
    return range;
  }

  /** Index of the first entry in the range. */
  get begin(): bigint {
    return this.#begin;
  }

  /** Index behind the last entry; the size of the log when the range begins at 0. */
  get end(): bigint {
    return this.#end;
  }

  /** The subtree hashes from left to right, at the addresses of {@link rangeNodes}. */
  get hashes(): Uint8Array[] {
    return this.#nodes.map(node => node.hash.slice());
  }

  /** Adds the leaf hash of the next entry. */
  append(leafHash: Uint8Array): void {
    this.#push(
      { level: 0, index: this.#end },
      checkHash(leafHash, 'The leaf hash').slice(),
    );
  }

  /** Adds all entries of a range that begins where this one ends. */
  merge(next: CompactRange): void {
    if (next.#begin !== this.#end) {
      throw new LedgerError(
        'bad-argument',
        `The range begins at ${next.#begin}, this one ends at ${this.#end}`,
      );
    }
    for (const { level, index, hash } of [...next.#nodes]) {
      this.#push({ level, index }, hash);
    }
  }

  /** A copy that grows on its own. */
  clone(): CompactRange {
    return CompactRange.from({
      begin: this.#begin,
      end: this.#end,
      hashes: this.hashes,
    });
  }

  /** The root of the log of these entries; only for a range that begins at 0. */
  root(): Uint8Array {
    if (this.#begin !== 0n) {
      throw new LedgerError(
        'bad-argument',
        `The range begins at ${this.#begin}; only a range from 0 has a root`,
      );
    }
    return this.#nodes.length === 0
      ? emptyRoot()
      : foldRight(this.#nodes.map(node => node.hash)).slice();
  }

  #push(node: NodeAddress, hash: Uint8Array): void {
    let current = { ...node, hash };
    for (
      let last = this.#nodes.at(-1);
      last && last.level === current.level && last.index % 2n === 0n;
      last = this.#nodes.at(-1)
    ) {
      this.#nodes.pop();
      current = {
        level: current.level + 1,
        index: current.index / 2n,
        hash: hashNode(last.hash, current.hash),
      };
    }
    this.#nodes.push(current);
    this.#end = (current.index + 1n) * 2n ** BigInt(current.level);
  }
}
