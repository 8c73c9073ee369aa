// @ts-check
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import * as yauzl from 'yauzl';
import { ZipFile } from 'yazl';

/**
 * Copies an evidence package with one character changed in one line of its entries, as somebody would who wants an
 * entry to say something else.
 *
 * @param {string} from
 * @param {string} to
 * @param {(line: string) => string | undefined} change gives the line that is to stand there instead of the first that it knows
 * @returns {Promise<number>} the index of the entry that was changed
 */
export async function spoilEvidence(from, to, change) {
  const open = promisify(
    /** @type {(path: string, options: yauzl.Options, done: (error: Error | null, zip: yauzl.ZipFile) => void) => void} */ (
      yauzl.open
    ),
  );
  const zip = await open(from, { lazyEntries: true });
  const output = new ZipFile();
  let changed = -1;
  await new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', entry => {
      zip.openReadStream(entry, async (error, stream) => {
        if (error) {
          reject(error);
          return;
        }
        let bytes = await buffer(stream);
        if (entry.fileName === 'entries.jsonl') {
          const lines = bytes.toString('utf8').split('\n');
          const at = lines.findIndex(line => change(line) !== undefined);
          lines[at] = change(lines[at]) ?? '';
          changed = JSON.parse(lines[at]).index;
          bytes = Buffer.from(lines.join('\n'));
        }
        output.addBuffer(bytes, entry.fileName);
        zip.readEntry();
      });
    });
    zip.readEntry();
  });
  output.end();
  await pipeline(output.outputStream, createWriteStream(to));
  return changed;
}
