import { LedgerError } from '../errors/LedgerError';

/**
 * When a witness cosigned, in seconds since 1970, from the signature of its
 * line. Believe it only after the line was verified.
 *
 * @public
 */
export function cosignatureTime(signature: Uint8Array): bigint {
  if (signature.length < 8) {
    throw new LedgerError('malformed-note', 'The cosignature is cut off');
  }
  return new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
}
