import { encodeBase64 } from '@understudy/ledger';
import type { EvidenceEntry } from '../format/EvidenceEntry';
import type { EvidenceInput } from './EvidenceRequest';

/** The line of an entry; what is empty is left out. */
export function toEvidenceEntry(input: EvidenceInput): EvidenceEntry {
  const { index, body, fields, redacted, withheld, support } = input;
  return {
    index,
    body,
    ...(fields.length > 0 && {
      fields: fields.map(({ pointer, salt, value }) => ({
        pointer,
        salt: encodeBase64(salt),
        value,
      })),
    }),
    ...(redacted.length > 0 && {
      redacted: redacted.map(({ pointer, by }) => ({ pointer, by })),
    }),
    ...(withheld.length > 0 && { withheld: [...withheld] }),
    ...(support && { support }),
  };
}
