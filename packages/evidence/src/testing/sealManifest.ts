import { createHash } from 'node:crypto';
import { canonicalJson, signNote, type NoteSigner } from '@understudy/ledger';
import { manifestNoteText } from '../format/manifestNoteText';

/** Makes the manifest fit what is in the files, and signs it. */
export async function sealManifest(
  files: Map<string, Buffer>,
  signers: readonly NoteSigner[],
  given?: any,
): Promise<void> {
  const manifest = given ?? JSON.parse(files.get('manifest.json')!.toString());
  if (!given) {
    manifest.files = manifest.files.map(({ path }: { path: string }) => ({
      path,
      bytes: files.get(path)!.length,
      sha256: createHash('sha256').update(files.get(path)!).digest('hex'),
    }));
  }
  const bytes = Buffer.from(canonicalJson(manifest));
  files.set('manifest.json', bytes);
  const text = manifestNoteText({ origin: manifest.origin, manifest: bytes });
  files.set('manifest.json.sig', Buffer.from(await signNote(text, signers)));
}
