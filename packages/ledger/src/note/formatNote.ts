import { concatBytes } from '../bytes/concatBytes';
import { encodeBase64 } from '../bytes/encodeBase64';
import { LedgerError } from '../errors/LedgerError';
import { checkNoteText } from './checkNoteText';
import { isKeyName } from './isKeyName';
import { Note } from './Note';

/**
 * Writes a note as it is stored and sent.
 *
 * @public
 */
export function formatNote(note: Note): string {
  if (note.signatures.length === 0) {
    throw new LedgerError('malformed-note', 'The note has no signature');
  }
  const lines = note.signatures.map(({ name, keyId, signature }) => {
    if (!isKeyName(name)) {
      throw new LedgerError(
        'malformed-note',
        'A signature has no valid key name',
      );
    }
    const id = new Uint8Array(4);
    new DataView(id.buffer).setUint32(0, keyId);
    return `\u2014 ${name} ${encodeBase64(concatBytes([id, signature]))}\n`;
  });
  return `${checkNoteText(note.text)}\n${lines.join('')}`;
}
