import { JsonValue } from '../canonical/JsonValue';

/**
 * A value that an entry commits to, kept beside the entry. Deleting it redacts
 * the value and leaves every proof as it was.
 *
 * @public
 */
export interface SealedField {
  /** Where in the entry the value belongs, as JSON pointer (RFC 6901). */
  pointer: string;
  /** At least 16 random bytes, for this field alone. */
  salt: Uint8Array;
  /** The value itself. */
  value: JsonValue;
}
