import {
  encodeBase64,
  rangeNodes,
  type HashReader,
  type NodeAddress,
} from '@understudy/ledger';
import type { TreeLine } from '../format/treeLine';

/** Makes the lines of `proofs/tree.jsonl` while the entries pass. */
export class TreeWriter {
  readonly #size: number;
  readonly #boundaries: number[];
  readonly #reader: HashReader;
  readonly #write: (line: TreeLine) => Promise<void> | undefined;
  #next = 0;
  #position = 0;

  constructor(options: {
    size: number;
    /** The sizes of the checkpoints, rising. */
    boundaries: readonly number[];
    reader: HashReader;
    write: (line: TreeLine) => Promise<void> | undefined;
  }) {
    this.#size = options.size;
    this.#boundaries = options.boundaries.filter(size => size > 0);
    this.#reader = options.reader;
    this.#write = options.write;
  }

  /** The next entry of the package. */
  async leaf(index: number, leafHash: Uint8Array): Promise<void> {
    if (this.#position < index) {
      await this.#skipTo(index);
    }
    await this.#write({ leaf: index, hash: encodeBase64(leafHash) });
    this.#position = index + 1;
  }

  /** No entry follows. */
  async end(): Promise<void> {
    await this.#skipTo(this.#size);
  }

  async #skipTo(index: number): Promise<void> {
    const stops = [...this.#boundariesUpTo(index), index];
    for (let i = 0; i < stops.length; i += 64) {
      const spans = this.#spans(stops, i, i + 64);
      const nodes: NodeAddress[] = spans.flatMap(span => span.nodes);
      const hashes = await this.#reader.readHashes(nodes);
      let used = 0;
      for (const span of spans) {
        const { from, to } = span;
        const mine = hashes.slice(used, used + span.nodes.length);
        used += mine.length;
        await this.#write({ from, to, hashes: mine.map(encodeBase64) });
      }
    }
    this.#position = index;
  }

  #spans(stops: readonly number[], first: number, end: number) {
    return stops
      .slice(first, end)
      .map((to, i) => {
        const from = first + i === 0 ? this.#position : stops[first + i - 1];
        return { from, to, nodes: rangeNodes(from, to) };
      })
      .filter(span => span.nodes.length > 0);
  }

  *#boundariesUpTo(index: number): Generator<number> {
    while (
      this.#next < this.#boundaries.length &&
      this.#boundaries[this.#next] <= index
    ) {
      const boundary = this.#boundaries[this.#next++];
      if (boundary > this.#position && boundary < index) {
        yield boundary;
      }
    }
  }
}
