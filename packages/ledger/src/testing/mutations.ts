/** Every copy of some bytes with one bit turned over. */
export function* bitFlips(bytes: Uint8Array): Generator<Uint8Array> {
  for (let bit = 0; bit < 8 * bytes.length; bit++) {
    const copy = bytes.slice();
    copy[bit >> 3] ^= 1 << (bit & 7);
    yield copy;
  }
}

/** Every way to spoil a proof that the issue names. */
export function* spoiledProofs(
  proof: readonly Uint8Array[],
  foreign: readonly Uint8Array[],
): Generator<[string, Uint8Array[]]> {
  const replaced = (at: number, hash: Uint8Array) =>
    proof.map((old, i) => (i === at ? hash : old));
  for (let i = 0; i < proof.length; i++) {
    for (const flipped of bitFlips(proof[i])) {
      yield [`bit flip in hash ${i}`, replaced(i, flipped)];
    }
    yield [`hash ${i} taken out`, proof.filter((_, at) => at !== i)];
    yield [`hash ${i} doubled`, [...proof.slice(0, i + 1), ...proof.slice(i)]];
    yield [`hash ${i} cut by a byte`, replaced(i, proof[i].slice(0, 31))];
    yield [
      `hash ${i} padded behind`,
      replaced(i, Uint8Array.from([...proof[i], 0])),
    ];
    yield [
      `hash ${i} padded in front`,
      replaced(i, Uint8Array.from([0, ...proof[i]])),
    ];
    yield [`hash ${i} emptied`, replaced(i, new Uint8Array(0))];
    yield [`proof cut to ${i}`, proof.slice(0, i)];
    for (let j = i + 1; j < proof.length; j++) {
      const swapped = [...proof];
      [swapped[i], swapped[j]] = [swapped[j], swapped[i]];
      yield [`hashes ${i} and ${j} swapped`, swapped];
    }
  }
  for (const hash of [new Uint8Array(0), new Uint8Array(32), ...foreign]) {
    yield ['a hash behind', [...proof, hash]];
    yield ['a hash in front', [hash, ...proof]];
  }
}
