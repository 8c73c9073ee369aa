// @ts-check
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { explain } from './explain.mjs';

/** The log of a child: all of it in a file, what matters on screen. */
export class HostLog {
  #file;
  #show;
  #verbose;
  #rest = '';
  #showing = false;
  /** @type {string[]} */
  #last = [];

  /**
   * @param {string} path the run before stays beside it as `.previous`
   * @param {{ verbose: boolean, show: (line: string) => void }} options
   */
  constructor(path, { verbose, show }) {
    this.#show = show;
    this.#verbose = verbose;
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(path)) renameSync(path, `${path}.previous`);
    this.#file = createWriteStream(path);
    this.#file.once('error', error => {
      show(
        `The log ${path} cannot be written: ${
          explain(String(error))?.why ?? error.message
        }`,
      );
    });
  }

  /** @param {string} text */
  write(text) {
    if (this.#file.writable) this.#file.write(stripVTControlCharacters(text));
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop() ?? '';
    for (const line of lines) this.#line(line);
  }

  /** @param {string} line */
  #line(line) {
    const plain = stripVTControlCharacters(line);
    // While we wait we ask twice a second; that drowns what there is to know.
    if (plain.includes('"GET /.backstage/health/')) return;
    this.#last = [...this.#last.slice(-199), plain];
    // Entries begin with a time; what follows without one (a stack) belongs to the entry before.
    const entry = /^\d{4}-\d\d-\d\dT\S+ (?:\S+ )?(\w+) /.exec(plain);
    if (entry) this.#showing = entry[1] === 'warn' || entry[1] === 'error';
    if (this.#verbose || (this.#showing && plain.trim()))
      this.#show(process.stdout.isTTY ? line : plain);
  }

  /**
   * The last lines, for a person who wants to know why it ended.
   * @param {number} [count]
   */
  tail(count = 25) {
    return [...this.#last, this.#rest]
      .filter(line => line.trim())
      .slice(-count)
      .map(line => (line.length > 400 ? `${line.slice(0, 399)}…` : line))
      .join('\n');
  }

  end() {
    this.#file.end();
  }
}
