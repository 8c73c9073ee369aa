import type { Findings } from './Findings';
import type { TreeReplay } from './TreeReplay';

/** A checkpoint that somebody else kept, held against the package. */
export class OutsideCheckpoint {
  readonly size: number;
  readonly #root: Uint8Array;
  readonly #findings: Findings;
  #done = false;
  /** Whether the package leads to it. */
  agrees = false;

  constructor(options: { size: number; root: Uint8Array; findings: Findings }) {
    this.size = options.size;
    this.#root = options.root;
    this.#findings = options.findings;
  }

  /** Called whenever the tree has grown. */
  reached(replay: TreeReplay): void {
    if (this.#done || replay.size < this.size) {
      return;
    }
    this.#done = true;
    if (replay.size > this.size) {
      this.#findings.limit(
        'outside-not-comparable',
        `The checkpoint from outside covers ${this.size} entries, and the package has no hashes for exactly so many: it could not be compared. Ask for a package whose period reaches over it`,
      );
      return;
    }
    if (Buffer.from(replay.root()).equals(this.#root)) {
      this.agrees = true;
    } else {
      this.#findings.problem({
        message: `The checkpoint from outside over ${this.size} entries has another root than this package has for so many: there are two histories of the log, and this is not the one that was kept outside`,
      });
    }
  }

  end(size: number): void {
    if (!this.#done) {
      this.#findings.limit(
        'outside-not-comparable',
        `The checkpoint from outside covers ${this.size} entries, more than the ${size} of this package: it could not be compared. Take a checkpoint over at most ${size}, or a newer package`,
      );
    }
  }
}
