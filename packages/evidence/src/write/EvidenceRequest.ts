import type { HashReader, JsonValue, NoteSigner } from '@understudy/ledger';
import type { ControlMapping } from '../controls/ControlMapping';
import type { EvidenceSupport } from '../format/EvidenceEntry';
import type { EvidenceManifest } from '../format/EvidenceManifest';

/**
 * An entry to be put into a package.
 *
 * @public
 */
export interface EvidenceInput {
  /** Its index in the log. */
  index: number;
  /** The exact canonical JSON that was hashed. */
  body: string;
  /** The sealed values that go into the package. */
  fields: ReadonlyArray<{
    pointer: string;
    salt: Uint8Array;
    value: JsonValue;
  }>;
  /** The sealed values that were redacted, and by which entries. */
  redacted: ReadonlyArray<{ pointer: string; by: string }>;
  /** The sealed values that stay outside of the package. */
  withheld: readonly string[];
  /** Set for an entry that was not asked for. */
  support?: EvidenceSupport;
}

/**
 * What goes into a package, and where it is written.
 *
 * @public
 */
export interface EvidenceRequest
  extends Omit<
    EvidenceManifest,
    'format' | 'checkpoint' | 'entries' | 'supporting' | 'files'
  > {
  /** An empty folder for the files before they are zipped. */
  folder: string;
  /** The zip to be written; it must not be there yet. */
  output: string;
  /** Those who sign the manifest. */
  signers: readonly NoteSigner[];
  /**
   * Signed checkpoints, by rising size. The last one is the one under which
   * everything in the package stands.
   */
  checkpoints: ReadonlyArray<{ size: number; note: string; signedAt: Date }>;
  /** Hashes of the log at the size of the last checkpoint. */
  hashes: HashReader;
  /** The entries, by rising index. */
  input: AsyncIterable<EvidenceInput>;
  /** What the person who asked has to say, for instance about incidents. */
  notes?: string;
  /** Which mappings go along; those of Understudy if not given. */
  controls?: readonly ControlMapping[];
  /** Whether the files are packed small, which they are if not given. */
  compress?: boolean;
  /** Told how many entries are written, now and then. */
  onProgress?: (entries: number) => void;
  /** Ends it early. */
  signal?: AbortSignal;
}
