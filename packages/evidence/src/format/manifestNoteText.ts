import { encodeHex, sha256 } from '@understudy/ledger';
import { evidenceFormat } from './evidenceFormat';

/**
 * The text of the signed note in `manifest.json.sig`. Its second line is never
 * a number, so that it can never pass as a checkpoint signed by the same key.
 *
 * @internal
 */
export function manifestNoteText(options: {
  origin: string;
  manifest: Uint8Array;
}): string {
  const digest = encodeHex(sha256(options.manifest));
  return `${evidenceFormat}\norigin ${options.origin}\nmanifest sha256 ${digest}\n`;
}
