import { ConflictError } from '@backstage/errors';
import {
  parseCheckpoint,
  parseNote,
  type Checkpoint,
} from '@understudy/ledger';

/** A checkpoint as a place keeps it; throws with the place where it is none. */
export function parseKept(note: string, where: string): Checkpoint {
  try {
    return parseCheckpoint(parseNote(note).text);
  } catch (error) {
    throw new ConflictError(
      `${where} is no checkpoint any more: it was changed, or torn when it was written`,
      error,
    );
  }
}
