import { LedgerError } from '../errors/LedgerError';

/** @internal */
export function checkNoteText(text: string): string {
  if (!text.endsWith('\n')) {
    throw new LedgerError(
      'malformed-note',
      'The text of the note does not end with a newline',
    );
  }
  // eslint-disable-next-line no-control-regex
  if (/[\x00-\x09\x0b-\x1f\p{Surrogate}]/u.test(text)) {
    throw new LedgerError(
      'malformed-note',
      'The note holds a control character or half a surrogate pair',
    );
  }
  return text;
}
