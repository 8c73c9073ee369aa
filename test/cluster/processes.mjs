// @ts-check
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Free ports of the loopback interface, all different. @param {number} count */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          const server = createServer();
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map(server => server.address().port);
  await Promise.all(
    servers.map(server => new Promise(done => server.close(done))),
  );
  return ports;
}

/**
 * The processes of one cluster: started together, stopped together, and never
 * left behind when this process ends.
 */
export class Processes {
  /** @type {Array<{ name: string, child: import('node:child_process').ChildProcess }>} */
  #running = [];
  #folder;

  /** @param {string} folder where each process writes its log */
  constructor(folder) {
    this.#folder = folder;
    process.once('exit', this.#killAll);
  }

  #killAll = () => {
    for (const { child } of this.#running) child.kill('SIGKILL');
  };

  /**
   * @param {string} name
   * @param {string} program
   * @param {string[]} args
   */
  start(name, program, args) {
    const log = createWriteStream(join(this.#folder, `${name}.log`));
    const child = spawn(program, args, {
      cwd: this.#folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    this.#running.push({ name, child });
    return child;
  }

  /** The pids by name. */
  get pids() {
    return Object.fromEntries(
      this.#running.map(({ name, child }) => [name, child.pid]),
    );
  }

  /** Fails with the end of its log when a process has ended by itself. */
  async check() {
    for (const { name, child } of this.#running) {
      if (child.exitCode !== null || child.signalCode !== null) {
        const log = await readFile(join(this.#folder, `${name}.log`), 'utf8');
        throw new Error(
          `${name} ended with ${
            child.signalCode ?? child.exitCode
          }:\n${log.slice(-3000)}`,
        );
      }
    }
  }

  /**
   * Waits until something is so, and fails early when a process ended.
   *
   * @param {string} what
   * @param {() => Promise<boolean>} isSo
   * @param {number} [seconds]
   */
  async waitFor(what, isSo, seconds = 60) {
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      await this.check();
      if (await isSo().catch(() => false)) return;
      await sleep(100);
    }
    throw new Error(
      `${what}: not so after ${seconds} s; logs are in ${this.#folder}`,
    );
  }

  /** Stops in reverse order, by pid, first politely. */
  async stop() {
    for (const { child } of [...this.#running].reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise(done => child.once('exit', done));
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(late);
    }
    this.#running = [];
    process.off('exit', this.#killAll);
  }
}
