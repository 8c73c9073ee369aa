import { LedgerError, parseCheckpoint } from '@understudy/ledger';
import { EvidenceError } from '../EvidenceError';
import { evidencePaths } from '../format/evidencePaths';
import { manifestNoteText } from '../format/manifestNoteText';
import type { EvidenceManifest } from '../format/EvidenceManifest';
import { EvidenceZip } from '../zip/EvidenceZip';
import { HashedReader } from '../zip/HashedReader';
import { readWhole } from '../zip/readWhole';
import { checkLog } from './checkLog';
import { describeProof } from './describeProof';
import type { EvidenceReport } from './EvidenceReport';
import { Findings } from './Findings';
import { OutsideCheckpoint } from './OutsideCheckpoint';
import { parseManifest } from './parseManifest';
import { PinnedKeys } from './PinnedKeys';

const needed = [
  evidencePaths.manifest,
  evidencePaths.signature,
  evidencePaths.entries,
  evidencePaths.entriesCsv,
  evidencePaths.approvalsCsv,
  evidencePaths.checkpoint,
  evidencePaths.checkpoints,
  evidencePaths.tree,
];

/**
 * How {@link verifyEvidence} judges.
 *
 * @public
 */
export interface VerifyEvidenceOptions {
  /** The zip. */
  file: string;
  /**
   * The verifier keys that are trusted, from outside of the package. Without
   * any, nothing says by whom the package was made.
   */
  keys?: readonly string[];
  /** A signed checkpoint that somebody else kept. */
  checkpoint?: string | Uint8Array;
}

/**
 * Verifies an evidence package offline. Of what the manifest says, nothing is
 * believed that can be computed. It never throws for a bad package, only for
 * keys or a checkpoint from outside that cannot be read (a LedgerError).
 *
 * @public
 */
export async function verifyEvidence(
  options: VerifyEvidenceOptions,
): Promise<EvidenceReport> {
  const findings = new Findings();
  const pinned = (options.keys ?? []).length > 0;
  const trusted = new PinnedKeys({ keys: options.keys ?? [], pinned: true });
  const outsideNote =
    options.checkpoint === undefined
      ? undefined
      : parseCheckpoint(
          (await readOutside(options.checkpoint, trusted, pinned)).text,
        );
  let manifest: EvidenceManifest | undefined;
  let keys = trusted;
  let zip: EvidenceZip | undefined;
  try {
    zip = await EvidenceZip.open(options.file);
    const reader = new HashedReader(zip);
    const there = new Set(zip.paths);
    const absent = needed.filter(path => !there.has(path));
    if (absent.length > 0) {
      throw new EvidenceError(
        `This is no evidence package, or not a whole one: ${absent.join(
          ', ',
        )} is not in it`,
      );
    }
    const manifestBytes = await readWhole(reader, evidencePaths.manifest);
    manifest = parseManifest(manifestBytes);
    if (!pinned) {
      keys = new PinnedKeys({ keys: manifest.keys, pinned: false });
      findings.limit(
        'no-key',
        'No key was pinned, so it is not proved by whom the package was made: anybody can make one that agrees with itself. Get the verifier key of the log from somebody else than the one who sent the package, and give it with --key',
      );
    }
    await checkSignature({ reader, manifestBytes, manifest, keys, findings });
    if (outsideNote && outsideNote.origin !== manifest.origin) {
      findings.problem({
        message: `The checkpoint from outside is of the log ${outsideNote.origin}, the package of ${manifest.origin}`,
      });
    }
    const outside =
      outsideNote && outsideNote.origin === manifest.origin
        ? new OutsideCheckpoint({
            size: Number(outsideNote.size),
            root: outsideNote.root,
            findings,
          })
        : undefined;
    await checkNewest({ reader, manifest, keys, findings });
    const log = await checkLog({ reader, manifest, keys, findings, outside });
    const newest = log.checkpoints.last;
    const note = await readWhole(reader, evidencePaths.checkpoint);
    if (newest && newest.note !== note.toString('utf8')) {
      findings.problem({
        file: evidencePaths.checkpoint,
        message: `${evidencePaths.checkpoint} is not the last of ${evidencePaths.checkpoints}`,
      });
    }
    await checkFiles({ reader, manifest, there, findings });
    describeProof({ manifest, keys, log, outside, findings });
  } catch (error) {
    if (!(error instanceof EvidenceError) && !(error instanceof LedgerError)) {
      throw error;
    }
    findings.problem({ message: error.message });
  } finally {
    zip?.close();
  }
  return findings.toReport({
    origin: manifest?.origin,
    size: manifest?.checkpoint.size,
    signedBy: keys.used,
  });
}

async function readOutside(
  note: string | Uint8Array,
  trusted: PinnedKeys,
  pinned: boolean,
) {
  if (!pinned) {
    throw new EvidenceError(
      'A checkpoint from outside is only worth something with a pinned key',
    );
  }
  return trusted.verify(note);
}

async function checkSignature(options: {
  reader: HashedReader;
  manifestBytes: Uint8Array;
  manifest: EvidenceManifest;
  keys: PinnedKeys;
  findings: Findings;
}): Promise<void> {
  const { reader, manifestBytes, manifest, keys, findings } = options;
  const file = evidencePaths.signature;
  const note = await readWhole(reader, file);
  const expected = manifestNoteText({
    origin: manifest.origin,
    manifest: manifestBytes,
  });
  try {
    const { text } = await keys.verify(note);
    if (text !== expected) {
      findings.problem({
        file,
        message:
          'The signature is about another manifest than the one in the package: manifest.json was changed after it was signed',
      });
    }
  } catch (error) {
    if (!(error instanceof LedgerError)) {
      throw error;
    }
    findings.problem({
      file,
      message: `The manifest is not signed by ${
        keys.pinned ? 'the key that you pinned' : 'the key that it names'
      } (${keys.names}): ${error.message}`,
    });
  }
}

/** The newest checkpoint alone must be by a pinned key; it covers the others. */
async function checkNewest(options: {
  reader: HashedReader;
  manifest: EvidenceManifest;
  keys: PinnedKeys;
  findings: Findings;
}): Promise<void> {
  const { reader, manifest, keys, findings } = options;
  const file = evidencePaths.checkpoint;
  try {
    const note = await readWhole(reader, file);
    const checkpoint = parseCheckpoint((await keys.verify(note)).text);
    const root = Buffer.from(checkpoint.root).toString('base64');
    if (
      checkpoint.origin !== manifest.origin ||
      checkpoint.size !== BigInt(manifest.checkpoint.size) ||
      root !== manifest.checkpoint.root
    ) {
      findings.problem({
        file,
        message: `The newest checkpoint covers ${checkpoint.size} entries of ${checkpoint.origin} with the root ${root}, the manifest says ${manifest.checkpoint.size} of ${manifest.origin} with ${manifest.checkpoint.root}`,
      });
    }
  } catch (error) {
    if (!(error instanceof LedgerError)) {
      throw error;
    }
    findings.problem({
      file,
      message: `The newest checkpoint is not signed by ${
        keys.pinned
          ? 'the key that you pinned'
          : 'the key that the package names'
      } (${keys.names}): ${error.message}`,
    });
  }
}

async function checkFiles(options: {
  reader: HashedReader;
  manifest: EvidenceManifest;
  there: ReadonlySet<string>;
  findings: Findings;
}): Promise<void> {
  const { reader, manifest, there, findings } = options;
  const own: string[] = [evidencePaths.manifest, evidencePaths.signature];
  const listed = new Set<string>(own);
  for (const { path, bytes, sha256 } of manifest.files) {
    if (listed.has(path)) {
      findings.problem({
        file: path,
        message: `The manifest lists ${path} twice`,
      });
      continue;
    }
    listed.add(path);
    if (!there.has(path)) {
      findings.problem({
        file: path,
        message: `${path} is missing: the manifest lists it`,
      });
      continue;
    }
    try {
      const found = await reader.digest(path);
      if (found.bytes !== bytes || found.sha256 !== sha256) {
        findings.problem({
          file: path,
          message: `${path} is not the file that was signed: its size or its SHA-256 is another`,
        });
      }
    } catch (error) {
      if (!(error instanceof EvidenceError)) {
        throw error;
      }
      findings.problem({ file: path, message: error.message });
    }
  }
  for (const path of there) {
    if (!listed.has(path)) {
      findings.problem({
        file: path,
        message: `${path} was put in: the signed manifest does not list it`,
      });
    }
  }
}
