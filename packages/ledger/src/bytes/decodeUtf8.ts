import { LedgerError } from '../errors/LedgerError';

/** @internal */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    // A byte order mark is part of the text here: what was signed is not
    // trimmed.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes,
    );
  } catch {
    throw new LedgerError('bad-argument', 'The bytes are not valid UTF-8');
  }
}
