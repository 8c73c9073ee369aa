import { ConflictError } from '@backstage/errors';
import { parseKept } from './parseKept';

/** Throws if a place keeps the checkpoints of another log than this one. */
export function assertSameLog(
  note: string,
  options: { origin: string; where: string },
): void {
  const kept = parseKept(note, options.where);
  if (kept.origin !== options.origin) {
    throw new ConflictError(
      `${options.where} is a checkpoint of ${kept.origin}, not of ${options.origin}; each log needs a place of its own`,
    );
  }
}
