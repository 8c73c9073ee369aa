import { NoteSigner } from '../note/NoteSigner';
import { signNote } from '../note/signNote';
import { LogNumber } from '../tree/LogNumber';
import { formatCheckpoint } from './formatCheckpoint';

/**
 * Signs a checkpoint, with the old and the new key while keys rotate. A log
 * must never sign one that does not extend the last one it signed: prove that
 * with {@link verifyConsistencyProof} first.
 *
 * @public
 */
export async function signCheckpoint(
  checkpoint: {
    origin: string;
    size: LogNumber;
    root: Uint8Array;
    extensions?: readonly string[];
  },
  signers: readonly NoteSigner[],
): Promise<string> {
  return signNote(formatCheckpoint(checkpoint), signers);
}
