import { parseCanonicalJson } from '@understudy/ledger';
import { EvidenceError } from '../EvidenceError';
import { evidencePaths } from '../format/evidencePaths';
import type { Line } from '../zip/readLines';

/** A line of `checkpoints.jsonl`. */
export interface CheckpointLine {
  size: number;
  signedAt: string;
  note: string;
}

/** The checkpoints of the package, by rising size. */
export async function* readCheckpointLines(
  lines: AsyncIterable<Line>,
): AsyncGenerator<CheckpointLine, void, void> {
  let last = -1;
  for await (const { number, bytes } of lines) {
    let value: any;
    try {
      value = parseCanonicalJson(bytes);
    } catch {
      value = undefined;
    }
    if (
      !Number.isSafeInteger(value?.size) ||
      typeof value.signedAt !== 'string' ||
      typeof value.note !== 'string' ||
      Object.keys(value).length !== 3
    ) {
      throw new EvidenceError(
        `${evidencePaths.checkpoints}: line ${number} cannot be read`,
      );
    }
    if (value.size <= last) {
      throw new EvidenceError(
        `${evidencePaths.checkpoints}: the checkpoint over ${value.size} entries stands behind one over ${last}`,
      );
    }
    last = value.size;
    yield value;
  }
}
