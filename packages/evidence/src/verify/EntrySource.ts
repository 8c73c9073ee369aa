import { encodeHex, hashLeaf } from '@understudy/ledger';
import { EvidenceError } from '../EvidenceError';
import { evidencePaths } from '../format/evidencePaths';
import type { Findings } from './Findings';
import type { MismatchLog } from './MismatchLog';
import type { Peekable } from './Peekable';
import type { EntryLine } from './readEntryLines';

/** The entries beside the leaves of the tree. */
export class EntrySource {
  readonly #lines: Peekable<EntryLine>;
  readonly #findings: Findings;
  readonly #mismatches: MismatchLog;
  #broken = false;

  constructor(
    lines: Peekable<EntryLine>,
    findings: Findings,
    mismatches: MismatchLog,
  ) {
    this.#lines = lines;
    this.#findings = findings;
    this.#mismatches = mismatches;
  }

  /** The entry with this index, if it is where it belongs. */
  async at(index: number, recorded: Uint8Array) {
    for (;;) {
      const line = await this.#peek();
      if (!line) {
        if (!this.#broken) {
          this.#missing(index, recorded);
        }
        return undefined;
      }
      if ('broken' in line) {
        await this.#lines.take();
        this.#findings.problem({
          file: evidencePaths.entries,
          index,
          message: `Entry ${index} cannot be read (line ${line.number} of ${evidencePaths.entries}): ${line.broken}`,
        });
        return undefined;
      }
      if (line.value.index > index) {
        this.#missing(index, recorded);
        return undefined;
      }
      await this.#lines.take();
      if (line.value.index === index) {
        return line.value;
      }
      this.#extra(line);
    }
  }

  async end(size: number): Promise<void> {
    for (let line = await this.#peek(); line; line = await this.#peek()) {
      await this.#lines.take();
      if ('broken' in line) {
        this.#findings.problem({
          file: evidencePaths.entries,
          message: `Line ${line.number} of ${evidencePaths.entries} cannot be read: ${line.broken}`,
        });
      } else {
        this.#extra(line, size);
      }
    }
  }

  async #peek(): Promise<EntryLine | undefined> {
    if (this.#broken) {
      return undefined;
    }
    try {
      return await this.#lines.peek();
    } catch (error) {
      if (!(error instanceof EvidenceError)) {
        throw error;
      }
      this.#broken = true;
      this.#findings.problem({
        file: evidencePaths.entries,
        message: `${error.message}; no entry from there on could be checked`,
      });
      return undefined;
    }
  }

  #missing(index: number, recorded: Uint8Array): void {
    this.#mismatches.add({
      index,
      found: undefined,
      recorded: encodeHex(recorded),
      problem: {
        file: evidencePaths.entries,
        index,
        message: `Entry ${index} is missing: the signed log has it, the package has not`,
      },
    });
  }

  #extra(line: Extract<EntryLine, { value: unknown }>, size?: number): void {
    const { index, body } = line.value;
    this.#mismatches.add({
      index,
      found: encodeHex(hashLeaf(Buffer.from(body))),
      recorded: undefined,
      problem: {
        file: evidencePaths.entries,
        index,
        message: `Line ${line.number} of ${
          evidencePaths.entries
        } was put in: it claims to be entry ${index}, ${
          size !== undefined && index >= size
            ? `and the signed log of this package ends at ${size}`
            : 'which stands elsewhere, or nowhere in this package'
        }`,
      },
    });
  }
}
