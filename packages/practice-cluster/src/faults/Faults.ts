/** One fault that requests run into. @public */
export interface FaultRule {
  /** Which requests: a verb such as `list` or `*`. */
  verb?: string;
  /** Which resource, e.g. `pods`. */
  resource?: string;
  /** What happens to the request: it is late, turned away with 429 or 500, or its connection is reset. */
  kind: 'latency' | 'tooManyRequests' | 'serverError' | 'reset';
  /** Milliseconds of latency. */
  delayMs?: number;
  /** Seconds in Retry-After. */
  retryAfterSeconds?: number;
  /** How often it strikes before it is over; always if left out. */
  times?: number;
}

/** What goes wrong on demand. */
export class Faults {
  #rules: FaultRule[] = [];
  readonly #watches = new Map<() => void, string>();

  /** Adds a fault; call the result to take it back. */
  add(rule: FaultRule): () => void {
    const own = { ...rule };
    this.#rules.push(own);
    return () => {
      this.#rules = this.#rules.filter(r => r !== own);
    };
  }

  clear(): void {
    this.#rules = [];
  }

  /** The faults that a request runs into. */
  strike(verb: string, resource: string): FaultRule[] {
    const hit = this.#rules.filter(
      r =>
        (!r.verb || r.verb === '*' || r.verb === verb) &&
        (!r.resource || r.resource === resource),
    );
    for (const rule of hit) {
      if (rule.times === undefined) continue;
      rule.times--;
      if (rule.times <= 0) this.#rules = this.#rules.filter(r => r !== rule);
    }
    return hit;
  }

  /** Cuts off running watches of one resource or of all; says how many. */
  dropWatches(resource?: string): number {
    const hit = [...this.#watches].filter(
      ([, r]) => !resource || r === resource,
    );
    for (const [cut] of hit) cut();
    return hit.length;
  }

  /** Remembers a watch while it runs. */
  trackWatch(resource: string, cut: () => void): () => void {
    this.#watches.set(cut, resource);
    return () => this.#watches.delete(cut);
  }
}
