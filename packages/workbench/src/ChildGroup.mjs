// @ts-check
import { StepError } from './StepError.mjs';

/**
 * A server that runs for as long as `npm start` does.
 * @typedef {object} ChildSpec
 * @property {string} name
 * @property {string} what what starting it means, for a person who waits
 * @property {() => import('node:child_process').ChildProcess} start
 * @property {(process: import('node:child_process').ChildProcess) => Promise<void>} ready resolves when others may rely on it
 * @property {(end: string) => StepError} ended what to say when it ends although nobody asked it to
 * @property {(process: import('node:child_process').ChildProcess, signal: NodeJS.Signals) => void} stop
 */

const graceMs = 15_000;

/** Starts servers one after the other, each when the one before is ready, and stops them in the opposite order. */
export class ChildGroup {
  /** @type {Array<{ spec: ChildSpec, process: import('node:child_process').ChildProcess, gone: Promise<void> }>} */
  #running = [];
  /** @type {Promise<void> | undefined} */
  #stopped;
  /** @type {(error: StepError) => void} */
  #fail = () => undefined;

  /**
   * Rejects when a child ends by itself.
   * @type {Promise<never>}
   */
  failed = new Promise((_, reject) => {
    this.#fail = reject;
  });

  constructor() {
    // Whoever waits for it hears of it; it must not end the process when nobody does yet.
    this.failed.catch(() => undefined);
  }

  /**
   * @param {ChildSpec} spec
   * @returns {Promise<void>}
   */
  async start(spec) {
    // Whoever asked for an end while another child was getting ready wants no more of them.
    if (this.#stopped) return new Promise(() => undefined);
    const process = spec.start();
    /** @type {Promise<void>} */
    const gone = new Promise(resolve => {
      process.once('error', error => {
        this.#ended(spec, error.message);
        resolve();
      });
      process.once('close', (code, signal) => {
        this.#ended(
          spec,
          signal ? `was ended by ${signal}` : `ended with code ${code}`,
        );
        resolve();
      });
    });
    this.#running.push({ spec, process, gone });
    await Promise.race([spec.ready(process), this.failed]);
  }

  /**
   * @param {ChildSpec} spec
   * @param {string} end
   */
  #ended(spec, end) {
    if (!this.#stopped) this.#fail(spec.ended(end));
  }

  /** Asks each child to end, and makes it after a while. */
  stop() {
    this.#stopped ??= this.#stopAll();
    return this.#stopped;
  }

  async #stopAll() {
    for (const { spec, process, gone } of [...this.#running].reverse()) {
      spec.stop(process, 'SIGTERM');
      const timer = setTimeout(() => spec.stop(process, 'SIGKILL'), graceMs);
      await gone;
      clearTimeout(timer);
    }
  }

  /** Ends them at once. */
  kill() {
    this.#stopped ??= Promise.resolve();
    for (const { spec, process } of this.#running)
      spec.stop(process, 'SIGKILL');
  }
}

/**
 * Signals a child that was started with a process group of its own, and all that it has started.
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function signalGroup(child, signal) {
  if (!child.pid) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH')
      throw error;
  }
}
