import { checkHash } from '../bytes/checkHash';
import { encodeBase64 } from '../bytes/encodeBase64';
import { LedgerError } from '../errors/LedgerError';
import { checkNoteText } from '../note/checkNoteText';
import { LogNumber } from '../tree/LogNumber';
import { toUint64 } from '../tree/toUint64';

/**
 * Writes the text of a checkpoint, which is what is signed.
 *
 * @public
 */
export function formatCheckpoint(checkpoint: {
  origin: string;
  size: LogNumber;
  root: Uint8Array;
  extensions?: readonly string[];
}): string {
  const { origin, size, root, extensions = [] } = checkpoint;
  const lines = [
    origin,
    toUint64(size, 'The size').toString(),
    encodeBase64(checkHash(root, 'The root')),
    ...extensions,
  ];
  if (lines.some(line => line === '' || line.includes('\n'))) {
    throw new LedgerError(
      'malformed-checkpoint',
      'The origin and each extension are one line that is not empty',
    );
  }
  return checkNoteText(`${lines.join('\n')}\n`);
}
