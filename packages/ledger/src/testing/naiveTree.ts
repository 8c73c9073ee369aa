import { createHash } from 'node:crypto';

/**
 * The second implementation: the recursive definitions of RFC 6962, section
 * 2.1, word for word, on node:crypto and nothing of this package.
 */
export function naiveTree(entries: readonly Uint8Array[]) {
  const sha = (...parts: Uint8Array[]) => {
    const hash = createHash('sha256');
    parts.forEach(part => hash.update(part));
    return new Uint8Array(hash.digest());
  };
  const leaf = Uint8Array.of(0);
  const node = Uint8Array.of(1);
  const known = new Map<string, Uint8Array>();

  const k = (n: number) => {
    let power = 1;
    while (power * 2 < n) {
      power *= 2;
    }
    return power;
  };
  function mth(from: number, to: number): Uint8Array {
    const key = `${from}:${to}`;
    const found = known.get(key);
    if (found) {
      return found;
    }
    const n = to - from;
    let hash: Uint8Array;
    if (n === 0) {
      hash = sha();
    } else if (n === 1) {
      hash = sha(leaf, entries[from]);
    } else {
      hash = sha(node, mth(from, from + k(n)), mth(from + k(n), to));
    }
    known.set(key, hash);
    return hash;
  }
  function path(m: number, from: number, to: number): Uint8Array[] {
    const n = to - from;
    if (n === 1) {
      return [];
    }
    const middle = from + k(n);
    return m < k(n)
      ? [...path(m, from, middle), mth(middle, to)]
      : [...path(m - k(n), middle, to), mth(from, middle)];
  }
  function subproof(
    m: number,
    from: number,
    to: number,
    known1: boolean,
  ): Uint8Array[] {
    const n = to - from;
    if (m === n) {
      return known1 ? [] : [mth(from, to)];
    }
    const middle = from + k(n);
    return m <= k(n)
      ? [...subproof(m, from, middle, known1), mth(middle, to)]
      : [...subproof(m - k(n), middle, to, false), mth(from, middle)];
  }
  return {
    leafHash: (index: number) => mth(index, index + 1),
    subtree: mth,
    root: (size: number) => mth(0, size),
    inclusion: (index: number, size: number) => path(index, 0, size),
    consistency: (size1: number, size2: number) =>
      subproof(size1, 0, size2, true),
  };
}
