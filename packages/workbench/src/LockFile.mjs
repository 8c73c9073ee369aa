// @ts-check
import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { beginning, isAlive } from './processes.mjs';

/** @typedef {{ pid: number, beginning?: string, about?: string }} Holder */

/** A file that one living process at a time can hold. A holder that died without letting go does not count. */
export class LockFile {
  #path;
  #held = false;

  /** @param {string} path */
  constructor(path) {
    this.#path = path;
  }

  /**
   * @param {string} [about] what the holder tells about itself
   * @returns {Holder | undefined} who holds it if we could not have it
   */
  acquire(about) {
    mkdirSync(dirname(this.#path), { recursive: true });
    const mine = `${this.#path}.${process.pid}`;
    writeFileSync(
      mine,
      JSON.stringify({
        pid: process.pid,
        beginning: beginning(process.pid),
        about,
      }),
    );
    try {
      for (;;) {
        try {
          // Linking is atomic and brings the content along: nobody ever reads half a lock.
          linkSync(mine, this.#path);
          this.#held = true;
          return undefined;
        } catch (error) {
          if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST')
            throw error;
        }
        const holder = this.holder();
        if (holder) return holder;
        this.#clear();
      }
    } finally {
      rmSync(mine, { force: true });
    }
  }

  /**
   * @returns {Holder | undefined} the living process that holds it
   */
  holder(path = this.#path) {
    try {
      const holder = JSON.parse(readFileSync(path, 'utf8'));
      if (!isAlive(holder.pid)) return undefined;
      const now = beginning(holder.pid);
      return now && holder.beginning && now !== holder.beginning
        ? undefined
        : holder;
    } catch {
      return undefined;
    }
  }

  release() {
    if (this.#held) rmSync(this.#path, { force: true });
    this.#held = false;
  }

  #clear() {
    const aside = `${this.#path}.stale.${process.pid}`;
    try {
      renameSync(this.#path, aside);
      // Someone else may have cleared and taken it since we looked: give it back.
      if (this.holder(aside)) linkSync(aside, this.#path);
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
    }
    rmSync(aside, { force: true });
  }
}
