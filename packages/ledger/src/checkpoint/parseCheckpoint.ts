import { decodeBase64 } from '../bytes/decodeBase64';
import { LedgerError } from '../errors/LedgerError';
import { Checkpoint } from './Checkpoint';

function malformed(message: string): LedgerError {
  return new LedgerError('malformed-checkpoint', message);
}

/**
 * Reads the text of a checkpoint, without signatures. Take the text from
 * {@link verifyNote}, or use {@link verifyCheckpoint}, which does both.
 *
 * @public
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...rest] = text.split('\n');
  if (rest.pop() !== '' || [origin, size, root, ...rest].includes('')) {
    throw malformed('A checkpoint is at least three lines, none of them empty');
  }
  if (!/^(?:0|[1-9][0-9]{0,19})$/.test(size) || BigInt(size) >= 2n ** 64n) {
    throw malformed('The second line of a checkpoint is the size of the log');
  }
  let hash: Uint8Array;
  try {
    hash = decodeBase64(root);
  } catch {
    throw malformed('The third line of a checkpoint is a root in base64');
  }
  if (hash.length !== 32) {
    throw malformed('The root of a checkpoint has 32 bytes');
  }
  return { origin, size: BigInt(size), root: hash, extensions: rest };
}
