import {
  encodeBase64,
  encodeHex,
  hashLeaf,
  type SealedField,
} from '@understudy/ledger';
import type { AuditEntry } from '@understudy/plugin-understudy-common';
import { restoreEntry } from '../entry/restoreEntry';
import type { RecordedEntry } from '../types';

/** An entry as it is stored, with its index. */
export interface StoredLeaf {
  index: number;
  body: string;
  fields: readonly SealedField[];
  /** The hash that stands in the log. */
  leafHash: Uint8Array;
}

/** An entry that can be shown, and what is wrong with it if anything is. */
export interface ReadEntry {
  recorded: RecordedEntry;
  stored: StoredLeaf;
  problem: string | undefined;
}

/** Undefined where what is stored is no entry any more. */
export function readEntry(stored: StoredLeaf): ReadEntry | undefined {
  const { leafHash } = stored;
  const changed =
    encodeHex(hashLeaf(Buffer.from(stored.body))) !== encodeHex(leafHash);
  const problem = changed
    ? 'What is stored is not what the log commits to.'
    : undefined;
  try {
    return { recorded: restoreEntry(stored), stored, problem };
  } catch {
    // A value that does not fit must not pass for the recorded one.
    try {
      return {
        recorded: restoreEntry({ ...stored, fields: [] }),
        stored,
        problem:
          problem ??
          'A sealed value is not the one that was recorded, so none is shown.',
      };
    } catch {
      return undefined;
    }
  }
}

/** An entry as the API gives it; what belongs to it is added by others. */
export function toAuditEntry(
  read: ReadEntry,
  options: { notes: number; evidence: boolean },
): AuditEntry {
  const { recorded, stored, problem } = read;
  return {
    index: stored.index,
    leafHash: encodeBase64(stored.leafHash),
    entry: recorded.entry as AuditEntry['entry'],
    redacted: recorded.redacted,
    notes: options.notes,
    ...(problem && { problem }),
    ...(options.evidence && {
      evidence: {
        body: stored.body,
        fields: stored.fields.map(({ pointer, salt, value }) => ({
          pointer,
          salt: encodeBase64(salt),
          value,
        })),
      },
    }),
  };
}
