import { encodeBase64 } from '../bytes/encodeBase64';
import { canonicalJson } from '../canonical/canonicalJson';
import { LedgerError } from '../errors/LedgerError';
import { commitField } from './commitField';
import { fieldDomain } from './fieldDomain';
import { findParent } from './findParent';
import { generateSalt } from './generateSalt';
import { JsonObject } from './JsonObject';
import { parsePointer } from './parsePointer';
import { SealedField } from './SealedField';

/**
 * Takes sensitive values out of an entry before it is hashed: each moves to a
 * {@link SealedField}, and `sealed` of the entry maps its pointer to a salted
 * commitment. Pointers without a value in this entry are skipped. Undone by
 * {@link openFields}.
 *
 * @public
 */
export function sealFields(
  entry: JsonObject,
  options: {
    /** What the entry is, such as `understudy-entry/v1`; one line. */
    domain: string;
    /** The fields to seal, as JSON pointers through objects. */
    pointers: readonly string[];
  },
): { entry: JsonObject; fields: SealedField[] } {
  if (Object.hasOwn(entry, 'sealed')) {
    throw new LedgerError(
      'bad-argument',
      'The entry has a field named sealed, which is where commitments stand',
    );
  }
  const inside = options.pointers.find(pointer =>
    options.pointers.some(outer => pointer.startsWith(`${outer}/`)),
  );
  if (inside !== undefined) {
    throw new LedgerError(
      'bad-argument',
      `${inside} lies inside another field that is sealed`,
    );
  }
  const copy: Record<string, unknown> = JSON.parse(canonicalJson(entry));
  const sealed: Record<string, string> = {};
  const fields: SealedField[] = [];
  for (const pointer of options.pointers) {
    const path = parsePointer(pointer);
    const parent = findParent(copy, path);
    const name = path[path.length - 1];
    if (parent && Object.hasOwn(parent, name)) {
      const salt = generateSalt();
      const value = parent[name] as SealedField['value'];
      const domain = fieldDomain(options.domain, pointer);
      sealed[pointer] = encodeBase64(commitField({ domain, salt, value }));
      fields.push({ pointer, salt, value });
      delete parent[name];
    }
  }
  return { entry: { ...copy, sealed } as JsonObject, fields };
}
