import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  encodeBase64,
  encodeHex,
  hashLeaf,
  openFields,
  parseCanonicalJson,
  parseCheckpoint,
  parseNote,
  signNote,
  type JsonObject,
} from '@understudy/ledger';
import { defaultControlMappings } from '../controls/defaultControlMappings';
import { approvalCells, approvalHeader } from '../csv/approvalColumns';
import { entryCells, entryHeader } from '../csv/entryColumns';
import { toCsvLine } from '../csv/toCsvLine';
import { EvidenceError } from '../EvidenceError';
import { entryDomain } from '../format/entryDomain';
import { evidenceFormat } from '../format/evidenceFormat';
import type { EvidenceManifest } from '../format/EvidenceManifest';
import { evidencePaths } from '../format/evidencePaths';
import { manifestNoteText } from '../format/manifestNoteText';
import { readmeText } from '../text/readmeText';
import type { EvidenceInput, EvidenceRequest } from './EvidenceRequest';
import { HashedFile } from './HashedFile';
import { toEvidenceEntry } from './toEvidenceEntry';
import { TreeWriter } from './TreeWriter';
import { zipFolder } from './zipFolder';

const PROGRESS = 1000;
const noPolicies =
  'This version of Understudy has no policies of its own, so none were in force.';

/**
 * A package that was written.
 *
 * @public
 */
export interface WrittenEvidence {
  /** What it says about itself. */
  manifest: EvidenceManifest;
  /** The size of the zip. */
  bytes: number;
  /** SHA-256 of the zip, in hex. */
  sha256: string;
}

/**
 * Writes an evidence package. Memory does not grow with the number of entries:
 * they pass through to files, which are zipped at the end.
 *
 * @public
 */
export async function writeEvidence(
  request: EvidenceRequest,
): Promise<WrittenEvidence> {
  const { folder, output, signal, checkpoints } = request;
  const newest = checkpoints[checkpoints.length - 1];
  if (!newest) {
    throw new EvidenceError(
      'The ledger has no signed checkpoint yet, so nothing could be proved',
    );
  }
  const { root } = parseCheckpoint(parseNote(newest.note).text);
  const opened = new Map<string, HashedFile>();
  const file = (path: string) => {
    const created = new HashedFile({ folder, path });
    opened.set(path, created);
    return created;
  };
  try {
    const counts = await writeEntries(request, newest.size, file);
    const about: Omit<EvidenceManifest, 'files'> = {
      format: evidenceFormat,
      tool: request.tool,
      createdAt: request.createdAt,
      createdBy: request.createdBy,
      origin: request.origin,
      keys: request.keys,
      checkpoint: { size: newest.size, root: encodeBase64(root) },
      scope: request.scope,
      complete: request.complete,
      range: request.range,
      ...counts,
      anchors: request.anchors,
    };
    const lines = file(evidencePaths.checkpoints);
    for (const { size, note, signedAt } of checkpoints) {
      const line = { size, signedAt: signedAt.toISOString(), note };
      await lines.write(`${canonicalJson(line)}\n`);
    }
    const texts: Array<[string, string]> = [
      [evidencePaths.checkpoint, newest.note],
      [
        evidencePaths.policies,
        `${JSON.stringify({ policies: [], note: noPolicies }, undefined, 2)}\n`,
      ],
      ...(request.controls ?? defaultControlMappings).map(
        mapping =>
          [
            `controls/${mapping.id}.json`,
            `${JSON.stringify(mapping, undefined, 2)}\n`,
          ] as [string, string],
      ),
      [evidencePaths.readme, readmeText(about)],
    ];
    if (request.notes) {
      texts.push([evidencePaths.notes, `${request.notes}\n`]);
    }
    for (const [path, text] of texts) {
      await file(path).write(text);
    }
    const files: EvidenceManifest['files'] = [];
    for (const one of opened.values()) {
      files.push(await one.close());
    }
    files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const manifest = { ...about, files };
    const bytes = Buffer.from(canonicalJson(manifest));
    const text = manifestNoteText({
      origin: request.origin,
      manifest: bytes,
    });
    const signature = await signNote(text, request.signers);
    await writeFile(join(folder, evidencePaths.manifest), bytes);
    await writeFile(join(folder, evidencePaths.signature), signature);
    const zipped = await zipFolder({
      folder,
      output,
      signal,
      compress: request.compress ?? true,
      mtime: new Date(request.createdAt),
      paths: [
        evidencePaths.readme,
        evidencePaths.manifest,
        evidencePaths.signature,
        ...files
          .map(({ path }) => path)
          .filter(path => path !== evidencePaths.readme),
      ],
    });
    return { manifest, ...zipped };
  } finally {
    opened.forEach(one => one.destroy());
  }
}

async function writeEntries(
  request: EvidenceRequest,
  size: number,
  file: (path: string) => HashedFile,
): Promise<{ entries: number; supporting: number }> {
  const jsonl = file(evidencePaths.entries);
  const csv = file(evidencePaths.entriesCsv);
  const approvals = file(evidencePaths.approvalsCsv);
  const treeFile = file(evidencePaths.tree);
  const tree = new TreeWriter({
    size,
    boundaries: request.checkpoints.map(checkpoint => checkpoint.size),
    reader: request.hashes,
    write: line => treeFile.write(`${canonicalJson(line)}\n`),
  });
  await csv.write(toCsvLine(entryHeader));
  await approvals.write(toCsvLine(approvalHeader));
  let entries = 0;
  let supporting = 0;
  let last = -1;
  for await (const input of request.input) {
    request.signal?.throwIfAborted();
    if (input.index <= last || input.index >= size) {
      throw new EvidenceError(
        `Entry ${input.index} is out of order, or above the checkpoint over ${size} entries`,
      );
    }
    last = input.index;
    const leafHash = hashLeaf(Buffer.from(input.body));
    const entry = open(input);
    await tree.leaf(input.index, leafHash);
    await jsonl.write(`${canonicalJson(toEvidenceEntry(input))}\n`);
    await csv.write(
      toCsvLine(
        entryCells({
          index: input.index,
          entry,
          redacted: input.redacted.map(({ pointer }) => pointer),
          withheld: input.withheld,
          support: input.support,
          leafHash: encodeHex(leafHash),
        }),
      ),
    );
    for (const cells of approvalCells(input.index, entry)) {
      await approvals.write(toCsvLine(cells));
    }
    if (input.support) {
      supporting++;
    } else {
      entries++;
    }
    if ((entries + supporting) % PROGRESS === 0) {
      request.onProgress?.(entries + supporting);
    }
  }
  await tree.end();
  request.onProgress?.(entries + supporting);
  return { entries, supporting };
}

/** Also makes sure that nothing goes out that the verifier would refuse. */
function open(input: EvidenceInput): JsonObject {
  const opened = openFields(parseCanonicalJson(input.body) as JsonObject, {
    domain: entryDomain,
    fields: input.fields,
  });
  const said = [
    ...input.redacted.map(({ pointer }) => pointer),
    ...input.withheld,
  ].sort();
  const absent = opened.redacted.sort();
  if (said.join('\n') !== absent.join('\n')) {
    throw new EvidenceError(
      `Entry ${input.index} lacks the values of ${
        absent.filter(pointer => !said.includes(pointer)).join(', ') || 'none'
      } without saying why`,
    );
  }
  return opened.entry;
}
