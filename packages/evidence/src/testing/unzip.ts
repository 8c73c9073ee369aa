import { EvidenceZip } from '../zip/EvidenceZip';

/** The files of a package, by their paths. */
export async function unzip(file: string): Promise<Map<string, Buffer>> {
  const zip = await EvidenceZip.open(file);
  const files = new Map<string, Buffer>();
  for (const path of zip.paths) {
    const chunks: Buffer[] = [];
    for await (const chunk of zip.read(path)) {
      chunks.push(chunk);
    }
    files.set(path, Buffer.concat(chunks));
  }
  zip.close();
  return files;
}
