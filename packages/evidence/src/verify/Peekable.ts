/** An iteration of which the next element can be looked at. */
export class Peekable<T> {
  readonly #iterator: AsyncIterator<T>;
  #next: IteratorResult<T> | undefined;

  constructor(items: AsyncIterable<T>) {
    this.#iterator = items[Symbol.asyncIterator]();
  }

  /** The next element, which stays; undefined at the end. */
  async peek(): Promise<T | undefined> {
    this.#next ??= await this.#iterator.next();
    return this.#next.done ? undefined : this.#next.value;
  }

  /** Takes the next element away; undefined at the end. */
  async take(): Promise<T | undefined> {
    const value = await this.peek();
    if (!this.#next?.done) {
      this.#next = undefined;
    }
    return value;
  }

  async close(): Promise<void> {
    await this.#iterator.return?.();
  }
}
