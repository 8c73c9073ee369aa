import { EvidenceError } from '../EvidenceError';
import type { Findings } from './Findings';
import type { Peekable } from './Peekable';

/** Goes through a CSV file beside the entries, row by row. */
export class CsvTrack {
  readonly #path: string;
  readonly #rows: Peekable<string[]>;
  readonly #findings: Findings;
  #broken = false;

  constructor(options: {
    path: string;
    rows: Peekable<string[]>;
    findings: Findings;
  }) {
    this.#path = options.path;
    this.#rows = options.rows;
    this.#findings = options.findings;
  }

  /** Compares the first row. */
  async header(expected: readonly string[]): Promise<void> {
    const row = await this.#guarded(() => this.#rows.take());
    if (row && row.join('\n') !== expected.join('\n')) {
      this.#say('its first row is not the one of the format');
    }
  }

  /** The rows of an entry; undefined where the file cannot be read any more. */
  async rowsOf(index: number): Promise<string[][] | undefined> {
    return this.#guarded(async () => {
      const rows: string[][] = [];
      for (;;) {
        const row = await this.#rows.peek();
        if (!row) {
          return rows;
        }
        const at = /^\d+$/.test(row[0]) ? Number(row[0]) : undefined;
        if (at !== undefined && at > index) {
          return rows;
        }
        await this.#rows.take();
        if (at === index) {
          rows.push(row);
        } else {
          this.#say(
            `it has a row with the index ${JSON.stringify(
              row[0].slice(0, 40),
            )}, where there is no such entry`,
            at,
          );
        }
      }
    });
  }

  /** Nothing may follow. */
  async end(): Promise<void> {
    await this.rowsOf(Number.MAX_SAFE_INTEGER);
  }

  async #guarded<T>(read: () => Promise<T>): Promise<T | undefined> {
    if (this.#broken) {
      return undefined;
    }
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof EvidenceError)) {
        throw error;
      }
      this.#broken = true;
      this.#findings.problem({ file: this.#path, message: error.message });
      return undefined;
    }
  }

  #say(what: string, index?: number): void {
    this.#findings.problem({
      file: this.#path,
      index,
      message: `${this.#path}: ${what}`,
    });
  }
}
