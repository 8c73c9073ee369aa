/** A timer that can be called off. */
export interface Timer {
  cancel(): void;
}

interface Entry {
  at: number;
  order: number;
  run: () => void;
  cancelled: boolean;
}

/**
 * The time that everything in a cluster goes by. It can run through the past at once (to give a world its
 * history) and then follows the wall clock, with delays shortened by `speed`.
 */
export class SimClock {
  readonly #heap: Entry[] = [];
  readonly #speed: number;
  #virtual: number | undefined;
  #order = 0;
  #timer: NodeJS.Timeout | undefined;
  #skewMs = 0;
  #closed = false;

  constructor(options: { speed?: number; startAt?: number } = {}) {
    this.#speed = options.speed ?? 1;
    this.#virtual = options.startAt;
  }

  /** Milliseconds since the epoch, as this cluster sees them. */
  now(): number {
    return (this.#virtual ?? Date.now()) + this.#skewMs;
  }

  /** Whether the past is being played; what only refreshes figures can be rare then. */
  get playsPast(): boolean {
    return this.#virtual !== undefined;
  }

  /** Puts this cluster's clock off by so many milliseconds. */
  setSkew(ms: number): void {
    this.#skewMs = ms;
  }

  /** Runs a function after a delay of simulated milliseconds. */
  after(ms: number, run: () => void): Timer {
    const delay = this.#virtual === undefined ? ms / this.#speed : ms;
    return this.#plan((this.#virtual ?? Date.now()) + Math.max(0, delay), run);
  }

  /** Runs a function when this cluster's clock shows a moment, however fast everything else goes. */
  at(moment: number, run: () => void): Timer {
    return this.#plan(moment - this.#skewMs, run);
  }

  #plan(at: number, run: () => void): Timer {
    const entry: Entry = {
      at,
      order: this.#order++,
      run,
      cancelled: false,
    };
    this.#push(entry);
    this.#schedule();
    return { cancel: () => (entry.cancelled = true) };
  }

  /** Plays everything that is due until a moment of the past, without waiting. */
  playUntil(at: number): void {
    if (this.#virtual === undefined) return;
    while (this.#heap.length > 0 && this.#heap[0].at <= at) {
      const entry = this.#pop();
      if (entry.cancelled) continue;
      this.#virtual = Math.max(this.#virtual, entry.at);
      entry.run();
    }
    this.#virtual = Math.max(this.#virtual, at);
  }

  /** Catches up with the present and follows the wall clock from here. */
  goLive(): void {
    if (this.#virtual === undefined) return;
    this.playUntil(Date.now());
    this.#virtual = undefined;
    this.#schedule();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#heap.length = 0;
  }

  #schedule(): void {
    if (this.#virtual !== undefined || this.#closed) return;
    clearTimeout(this.#timer);
    const next = this.#heap[0];
    if (!next) return;
    this.#timer = setTimeout(
      () => this.#fire(),
      Math.min(Math.max(0, next.at - Date.now()), 2 ** 31 - 1),
    );
    this.#timer.unref();
  }

  #fire(): void {
    const now = Date.now();
    while (this.#heap.length > 0 && this.#heap[0].at <= now) {
      const entry = this.#pop();
      if (!entry.cancelled) entry.run();
    }
    this.#schedule();
  }

  #before(a: Entry, b: Entry): boolean {
    return a.at < b.at || (a.at === b.at && a.order < b.order);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    heap.push(entry);
    let i = heap.length - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.#before(heap[i], heap[parent])) break;
      [heap[i], heap[parent]] = [heap[parent], heap[i]];
      i = parent;
    }
  }

  #pop(): Entry {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop()!;
    if (heap.length > 0) {
      heap[0] = last;
      let i = 0;
      for (;;) {
        const left = 2 * i + 1;
        const right = left + 1;
        let least = i;
        if (left < heap.length && this.#before(heap[left], heap[least]))
          least = left;
        if (right < heap.length && this.#before(heap[right], heap[least]))
          least = right;
        if (least === i) break;
        [heap[i], heap[least]] = [heap[least], heap[i]];
        i = least;
      }
    }
    return top;
  }
}
