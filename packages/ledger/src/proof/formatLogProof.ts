import { checkBytes } from '../bytes/checkBytes';
import { checkHash } from '../bytes/checkHash';
import { encodeBase64 } from '../bytes/encodeBase64';
import { parseNote } from '../note/parseNote';
import { LogNumber } from '../tree/LogNumber';
import { toUint64 } from '../tree/toUint64';

/**
 * Writes a proof as the text of a `.tlog-proof` file.
 *
 * @public
 */
export function formatLogProof(proof: {
  index: LogNumber;
  proof: readonly Uint8Array[];
  checkpoint: string;
  extra?: Uint8Array;
}): string {
  parseNote(proof.checkpoint);
  const lines = ['c2sp.org/tlog-proof@v1'];
  if (proof.extra) {
    lines.push(
      `extra ${encodeBase64(checkBytes(proof.extra, 'The extra data'))}`,
    );
  }
  lines.push(`index ${toUint64(proof.index, 'The index')}`);
  proof.proof.forEach((hash, i) =>
    lines.push(encodeBase64(checkHash(hash, `Hash ${i} of the proof`))),
  );
  return `${lines.join('\n')}\n\n${proof.checkpoint}`;
}
