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
    let from = this.#position;
    for (let i = 0; i < stops.length; i += 64) {
      const spans = stops.slice(i, i + 64).flatMap(to => {
        const span = { from, to, nodes: rangeNodes(from, to) };
        from = to;
        return span.nodes.length > 0 ? [span] : [];
      });
      const all: NodeAddress[] = spans.flatMap(({ nodes }) => nodes);
      const hashes = await this.#reader.readHashes(all);
      let used = 0;
      for (const { from: begin, to, nodes } of spans) {
        const mine = hashes.slice(used, used + nodes.length);
        used += nodes.length;
        await this.#write({ from: begin, to, hashes: mine.map(encodeBase64) });
      }
    }
    this.#position = index;
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
