import { LedgerError } from '../errors/LedgerError';
import { isBytes } from './isBytes';

/** @internal */
export function checkHash(hash: unknown, what: string): Uint8Array {
  if (!isBytes(hash)) {
    throw new LedgerError('bad-argument', `${what} is not a Uint8Array`);
  }
  if (hash.length !== 32) {
    throw new LedgerError(
      'bad-argument',
      `${what} has ${hash.length} bytes, a SHA-256 hash has 32`,
    );
  }
  return hash;
}
