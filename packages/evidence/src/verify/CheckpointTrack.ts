import { LedgerError, parseCheckpoint, parseNote } from '@understudy/ledger';
import { evidencePaths } from '../format/evidencePaths';
import type { Findings } from './Findings';
import type { Peekable } from './Peekable';
import type { PinnedKeys } from './PinnedKeys';
import type { CheckpointLine } from './readCheckpointLines';
import type { TreeReplay } from './TreeReplay';

/** How a root that was computed stands to a checkpoint. */
export type Comparison = 'same' | 'by-entries' | 'other';

/** Goes through the checkpoints beside the tree, and compares root for root. */
export class CheckpointTrack {
  readonly #lines: Peekable<CheckpointLine>;
  readonly #keys: PinnedKeys;
  readonly #origin: string;
  readonly #findings: Findings;
  #nextSize = -1;
  #agreed = 0;
  #count = 0;
  #last: CheckpointLine | undefined;
  #unpinned = 0;
  #disagrees = false;

  constructor(options: {
    lines: Peekable<CheckpointLine>;
    keys: PinnedKeys;
    origin: string;
    findings: Findings;
  }) {
    this.#lines = options.lines;
    this.#keys = options.keys;
    this.#origin = options.origin;
    this.#findings = options.findings;
  }

  /** How many checkpoints were verified. */
  get count(): number {
    return this.#count;
  }

  /** How many of them no pinned key has signed. */
  get unpinned(): number {
    return this.#unpinned;
  }

  /** The last one that was read. */
  get last(): CheckpointLine | undefined {
    return this.#last;
  }

  /** Up to where all that is in the package leads to signed roots. */
  get agreed(): number {
    return this.#agreed;
  }

  /**
   * Called whenever the tree has grown. `byEntries` is the tree over the texts
   * of the entries, where that is another than the one over the stated hashes.
   */
  async reached(
    stated: TreeReplay,
    byEntries: TreeReplay | undefined,
  ): Promise<Comparison> {
    let result: Comparison = 'same';
    while (stated.size >= this.#nextSize) {
      const line = await this.#lines.peek();
      if (!line) {
        this.#nextSize = Infinity;
        break;
      }
      if (line.size > stated.size) {
        this.#nextSize = line.size;
        break;
      }
      await this.#lines.take();
      this.#last = line;
      const root = await this.#verify(line);
      if (!root) {
        continue;
      }
      if (line.size < stated.size) {
        this.#say(
          `The proof passes over the checkpoint over ${line.size} entries`,
        );
        continue;
      }
      if (equal(stated.root(), root)) {
        this.#agreed = line.size;
        this.#count++;
      } else if (byEntries && equal(byEntries.root(), root)) {
        this.#agreed = line.size;
        this.#count++;
        result = 'by-entries';
      } else {
        result = 'other';
        this.#disagree(line.size);
      }
    }
    return result;
  }

  /** What stands behind the last entry. */
  async end(size: number): Promise<void> {
    for (
      let line = await this.#lines.take();
      line;
      line = await this.#lines.take()
    ) {
      this.#last = line;
      if (await this.#verify(line)) {
        this.#say(
          `The checkpoint over ${line.size} entries cannot be connected: the package ends at ${size}`,
        );
      }
    }
  }

  async #verify(line: CheckpointLine): Promise<Uint8Array | undefined> {
    const name = `The checkpoint over ${line.size} entries`;
    try {
      let text: string;
      try {
        text = (await this.#keys.verify(line.note)).text;
      } catch (error) {
        if (!isUnknownSigner(error)) {
          throw error;
        }
        // Older keys need not be pinned: the newest checkpoint covers this one.
        this.#unpinned++;
        text = parseNote(line.note).text;
      }
      const checkpoint = parseCheckpoint(text);
      if (checkpoint.origin !== this.#origin) {
        this.#say(`${name} is of the log ${checkpoint.origin}`);
        return undefined;
      }
      if (checkpoint.size !== BigInt(line.size)) {
        this.#say(`${name} says itself that it covers ${checkpoint.size}`);
        return undefined;
      }
      return checkpoint.root;
    } catch (error) {
      if (!(error instanceof LedgerError)) {
        throw error;
      }
      this.#say(`${name} is not good: ${error.message}`);
      return undefined;
    }
  }

  #disagree(size: number): void {
    if (this.#disagrees) {
      return;
    }
    this.#disagrees = true;
    this.#say(
      `What the package says about the entries from ${
        this.#agreed
      } up to ${size} does not lead to the signed checkpoint over ${size} entries: something there was changed, left out, moved or put in; what comes behind cannot be checked either`,
    );
  }

  #say(message: string): void {
    this.#findings.problem({ file: evidencePaths.checkpoints, message });
  }
}

function isUnknownSigner(error: unknown): boolean {
  return error instanceof LedgerError && error.reason === 'unknown-signers';
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.from(a).equals(b);
}
