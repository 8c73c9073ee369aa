import { LedgerError } from '../errors/LedgerError';
import { isBytes } from './isBytes';

/** @internal */
export function checkBytes(bytes: unknown, what: string): Uint8Array {
  if (!isBytes(bytes)) {
    throw new LedgerError('bad-argument', `${what} is not a Uint8Array`);
  }
  return bytes;
}
