import { decodeBase64 } from '../bytes/decodeBase64';
import { decodeUtf8 } from '../bytes/decodeUtf8';
import { LedgerError } from '../errors/LedgerError';
import { checkNoteText } from './checkNoteText';
import { isKeyName } from './isKeyName';
import { Note } from './Note';
import { NoteSignature } from './NoteSignature';

const MAX_LENGTH = 1_000_000;
const MAX_SIGNATURES = 100;

function malformed(message: string): LedgerError {
  return new LedgerError('malformed-note', message);
}

function parseLine(line: string): NoteSignature {
  const [dash, name, base64, ...rest] = line.split(' ');
  if (dash !== '\u2014' || !name || !base64 || rest.length > 0) {
    throw malformed('A line below the text is not a signature line');
  }
  if (!isKeyName(name)) {
    throw malformed('A signature line has no valid key name');
  }
  let bytes: Uint8Array;
  try {
    bytes = decodeBase64(base64);
  } catch {
    throw malformed(`The signature of ${name} is not standard base64`);
  }
  if (bytes.length < 5) {
    throw malformed(`The signature of ${name} is cut off`);
  }
  const keyId = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return { name, keyId, signature: bytes.slice(4) };
}

/**
 * Takes a signed note apart without verifying it. A note has at most 1,000,000
 * bytes and 100 signatures.
 *
 * @public
 */
export function parseNote(note: string | Uint8Array): Note {
  let all: string;
  if (typeof note === 'string') {
    all = note;
  } else {
    if (note.length > MAX_LENGTH) {
      throw malformed('The note is longer than 1,000,000 bytes');
    }
    try {
      all = decodeUtf8(note);
    } catch {
      throw malformed('The note is not valid UTF-8');
    }
  }
  if (all.length > MAX_LENGTH) {
    throw malformed('The note is longer than 1,000,000 bytes');
  }
  checkNoteText(all);
  const split = all.lastIndexOf('\n\n');
  if (split < 0) {
    throw malformed('The note has no empty line above its signatures');
  }
  const lines = all.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) {
    throw malformed('The note has more than 100 signatures');
  }
  return {
    text: all.slice(0, split + 1),
    signatures: lines.map(parseLine),
  };
}
