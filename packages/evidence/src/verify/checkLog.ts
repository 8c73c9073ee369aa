import { approvalHeader } from '../csv/approvalColumns';
import { entryHeader } from '../csv/entryColumns';
import { readCsvRows } from '../csv/readCsvRows';
import { EvidenceError } from '../EvidenceError';
import type { EvidenceManifest } from '../format/EvidenceManifest';
import { evidencePaths } from '../format/evidencePaths';
import { decodeChunks } from '../zip/decodeChunks';
import type { HashedReader } from '../zip/HashedReader';
import { limits } from '../zip/limits';
import { readLines } from '../zip/readLines';
import { CheckpointTrack } from './CheckpointTrack';
import { CsvTrack } from './CsvTrack';
import { EntryChecker } from './EntryChecker';
import { EntrySource } from './EntrySource';
import type { Findings } from './Findings';
import { MismatchLog } from './MismatchLog';
import type { OutsideCheckpoint } from './OutsideCheckpoint';
import { Peekable } from './Peekable';
import type { PinnedKeys } from './PinnedKeys';
import { RangeTrack } from './RangeTrack';
import { readCheckpointLines } from './readCheckpointLines';
import { readEntryLines } from './readEntryLines';
import { readTreeLines } from './readTreeLines';
import { RedactionTrack } from './RedactionTrack';
import { TreeReplay } from './TreeReplay';

/** What became of the log in a package. */
export interface CheckedLog {
  checkpoints: CheckpointTrack;
  withheld: number;
}

/**
 * Goes once, side by side, through the tree, the entries, the CSV files and the
 * checkpoints, and notes whatever does not fit. Memory stays flat.
 */
export async function checkLog(options: {
  reader: HashedReader;
  manifest: EvidenceManifest;
  keys: PinnedKeys;
  findings: Findings;
  outside: OutsideCheckpoint | undefined;
}): Promise<CheckedLog> {
  const { reader, manifest, keys, findings, outside } = options;
  const linesOf = (path: string) =>
    readLines(reader.read(path), { path, limit: limits.lineBytes });
  const csv = (path: string) =>
    new CsvTrack({
      path,
      findings,
      rows: new Peekable(
        readCsvRows(decodeChunks(reader.read(path), path), {
          path,
          rowLimit: limits.lineBytes,
        }),
      ),
    });
  const range = new RangeTrack({ manifest, findings });
  const redactions = new RedactionTrack(findings);
  const mismatches = new MismatchLog();
  const tracks = [
    csv(evidencePaths.entriesCsv),
    csv(evidencePaths.approvalsCsv),
  ];
  await tracks[0].header(entryHeader);
  await tracks[1].header(approvalHeader);
  const checker = new EntryChecker({
    findings,
    mismatches,
    redactions,
    entries: tracks[0],
    approvals: tracks[1],
    see: (line, entry) => range.see(line, entry),
  });
  const checkpoints = new CheckpointTrack({
    lines: new Peekable(
      readCheckpointLines(linesOf(evidencePaths.checkpoints)),
    ),
    keys,
    origin: manifest.origin,
    findings,
  });
  const entries = new EntrySource(
    new Peekable(readEntryLines(linesOf(evidencePaths.entries))),
    findings,
    mismatches,
  );

  let stated = new TreeReplay();
  let byEntries: TreeReplay | undefined;
  await checkpoints.reached(stated, undefined);
  for await (const line of readTreeLines(linesOf(evidencePaths.tree))) {
    const begin = 'leaf' in line ? line.leaf : line.from;
    if (begin !== stated.size) {
      throw new EvidenceError(
        `${evidencePaths.tree} goes on at ${begin}, not at ${stated.size}`,
      );
    }
    if ('leaf' in line) {
      const found = await entries.at(line.leaf, line.hash);
      let hash: Uint8Array | undefined;
      if (found) {
        range.leaf(line.leaf);
        hash = await checker.check(found, line.hash);
      } else {
        await checker.skip(line.leaf);
      }
      if (!byEntries && hash && !Buffer.from(hash).equals(line.hash)) {
        byEntries = stated.clone();
      }
      byEntries?.addLeaf(hash ?? line.hash);
      stated.addLeaf(line.hash);
    } else {
      addStretch(stated, line);
      byEntries?.addStretch(line.to, line.hashes);
    }
    if ((await checkpoints.reached(stated, byEntries)) === 'by-entries') {
      for (const { index, problem } of mismatches.takeBelow(stated.size)) {
        findings.problem({
          ...problem,
          file: evidencePaths.tree,
          message: `${evidencePaths.tree} states another hash for entry ${index} than the one in the signed log; the entry itself is as it was recorded`,
        });
      }
      stated = byEntries!;
      byEntries = undefined;
    }
    outside?.reached(stated);
  }
  await entries.end(stated.size);
  for (const track of tracks) {
    await track.end();
  }
  await checkpoints.end(stated.size);
  mismatches.explain().forEach(problem => findings.problem(problem));
  redactions.end();
  outside?.end(stated.size);
  if (stated.size !== manifest.checkpoint.size) {
    findings.problem({
      file: evidencePaths.tree,
      message: `The package covers ${stated.size} entries of the log, the manifest says ${manifest.checkpoint.size}`,
    });
  }
  range.end();
  return { checkpoints, withheld: checker.withheld };
}

function addStretch(
  replay: TreeReplay,
  line: { from: number; to: number; hashes: Uint8Array[] },
): void {
  try {
    replay.addStretch(line.to, line.hashes);
  } catch (error) {
    throw new EvidenceError(
      `${evidencePaths.tree}: the stretch from ${line.from} to ${
        line.to
      } is not good: ${(error as Error).message}`,
      { cause: error },
    );
  }
}
