/** Lets one thing happen after the other. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();

  async run<T>(fn: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(fn, fn);
    this.#last = mine.catch(() => {});
    return mine;
  }
}
