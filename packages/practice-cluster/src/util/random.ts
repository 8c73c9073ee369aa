const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Random numbers that repeat for the same seed. */
export class Random {
  #state: number;

  constructor(seed: number | string) {
    this.#state = typeof seed === 'number' ? seed >>> 0 : fnv32a(seed);
  }

  /** The next number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /** A whole number in [0, below). */
  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** A suffix of the letters that Kubernetes uses for generated names. */
  suffix(length: number): string {
    let out = '';
    for (let i = 0; i < length; i++) out += ALPHABET[this.int(ALPHABET.length)];
    return out;
  }

  /** A version 4 UUID. */
  uuid(): string {
    const hex = () => this.int(0x10000).toString(16).padStart(4, '0');
    const third = ((this.int(0x10000) & 0x0fff) | 0x4000).toString(16);
    const fourth = ((this.int(0x10000) & 0x3fff) | 0x8000).toString(16);
    return `${hex()}${hex()}-${hex()}-${third}-${fourth}-${hex()}${hex()}${hex()}`;
  }
}

/** The 32 bit FNV-1a hash of a text. */
export function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/** A hash in the letters that Kubernetes uses for template hashes. */
export function safeHash(text: string): string {
  return String(fnv32a(text))
    .split('')
    .map(c => ALPHABET[c.charCodeAt(0) % ALPHABET.length])
    .join('');
}
