import { encodeBase64 } from '../bytes/encodeBase64';
import { canonicalJson } from '../canonical/canonicalJson';
import { LedgerError } from '../errors/LedgerError';
import { commitField } from './commitField';
import { fieldDomain } from './fieldDomain';
import { findParent } from './findParent';
import { JsonObject } from './JsonObject';
import { parsePointer } from './parsePointer';
import { SealedField } from './SealedField';

/**
 * Puts sealed values back where {@link sealFields} took them from, each checked
 * against its commitment. Values that are gone are listed as redacted; whether
 * a redaction was recorded is for the caller to say. A value that does not fit
 * its commitment is an error that names the field.
 *
 * @public
 */
export function openFields(
  entry: JsonObject,
  options: { domain: string; fields: readonly SealedField[] },
): { entry: JsonObject; redacted: string[] } {
  const { sealed, ...copy }: Record<string, unknown> = JSON.parse(
    canonicalJson(entry),
  );
  const commitments = new Map(Object.entries(sealed ?? {}));
  for (const { pointer, salt, value } of options.fields) {
    const domain = fieldDomain(options.domain, pointer);
    const commitment = encodeBase64(commitField({ domain, salt, value }));
    if (commitments.get(pointer) !== commitment) {
      throw new LedgerError(
        'commitment-mismatch',
        `The value of ${pointer} is not the one that the entry commits to`,
      );
    }
    commitments.delete(pointer);
    const path = parsePointer(pointer);
    const parent = findParent(copy, path);
    if (!parent) {
      throw new LedgerError(
        'commitment-mismatch',
        `The entry has no place for ${pointer}`,
      );
    }
    // Not an assignment: a field may be named __proto__.
    Object.defineProperty(parent, path[path.length - 1], {
      value: JSON.parse(canonicalJson(value)),
      configurable: true,
      enumerable: true,
      writable: true,
    });
  }
  return { entry: copy as JsonObject, redacted: [...commitments.keys()] };
}
