// @ts-check

/** What this process has started and not yet seen the end of. */
class Children {
  /** @type {Set<import('node:child_process').ChildProcess>} */
  #running = new Set();

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @returns {() => void} forgets it
   */
  add(child) {
    this.#running.add(child);
    return () => void this.#running.delete(child);
  }

  /** @param {NodeJS.Signals} signal */
  kill(signal) {
    for (const child of this.#running) child.kill(signal);
  }
}

export const children = new Children();

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** @type {(signal: NodeJS.Signals) => void} */
let stop = signal => {
  children.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
  process.stderr.write(
    '\nStopped. The same command goes on where this one was.\n',
  );
  process.exit(signal === 'SIGTERM' ? 143 : 130);
};

/** Makes Ctrl-C and kill end what we have started, not only ourselves. */
export function listenForSignals() {
  let last = 0;
  for (const signal of signals) {
    process.on(signal, () => {
      // The terminal signals the whole group, and npm and our first process pass theirs on too: that is one wish.
      const now = Date.now();
      if (now - last < 500) return;
      last = now;
      stop(signal);
    });
  }
}

/**
 * Says what a signal does from now on.
 * @param {(signal: NodeJS.Signals) => void} handler
 */
export function onSignal(handler) {
  stop = handler;
}
