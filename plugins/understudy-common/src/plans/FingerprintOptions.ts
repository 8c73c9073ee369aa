import type { JsonValue } from '@backstage/types';

/**
 * How {@link fingerprintOf} treats what is secret.
 *
 * @public
 */
export interface FingerprintOptions {
  /**
   * A keyed commitment to one value of a Secret, such as an HMAC. With a plain
   * hash short secrets could be guessed.
   */
  commit?: (pointer: string, value: JsonValue) => string;
}
