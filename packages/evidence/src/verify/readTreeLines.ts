import { decodeBase64, parseCanonicalJson } from '@understudy/ledger';
import { EvidenceError } from '../EvidenceError';
import { evidencePaths } from '../format/evidencePaths';
import type { Line } from '../zip/readLines';

/** A line of `proofs/tree.jsonl`, its hashes decoded. */
export type ReadTreeLine =
  | { leaf: number; hash: Uint8Array }
  | { from: number; to: number; hashes: Uint8Array[] };

/** The tree as the package describes it. */
export async function* readTreeLines(
  lines: AsyncIterable<Line>,
): AsyncGenerator<ReadTreeLine, void, void> {
  for await (const { number, bytes } of lines) {
    let read: ReadTreeLine | undefined;
    try {
      read = toTreeLine(parseCanonicalJson(bytes));
    } catch {
      read = undefined;
    }
    if (!read) {
      throw new EvidenceError(
        `${evidencePaths.tree}: line ${number} cannot be read`,
      );
    }
    yield read;
  }
}

function toTreeLine(value: any): ReadTreeLine | undefined {
  const members = Object.keys(value).length;
  const hashOf = (text: unknown) => {
    const hash = decodeBase64(String(text));
    if (hash.length !== 32) {
      throw new EvidenceError('A hash has 32 bytes');
    }
    return hash;
  };
  if (Number.isSafeInteger(value.leaf) && members === 2) {
    return { leaf: value.leaf, hash: hashOf(value.hash) };
  }
  if (
    Number.isSafeInteger(value.from) &&
    Number.isSafeInteger(value.to) &&
    Array.isArray(value.hashes) &&
    value.hashes.length <= 128 &&
    value.from < value.to &&
    members === 3
  ) {
    return { ...value, hashes: value.hashes.map(hashOf) };
  }
  return undefined;
}
