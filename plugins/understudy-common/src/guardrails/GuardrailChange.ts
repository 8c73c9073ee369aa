import type { JsonValue } from '@backstage/types';

/**
 * One place where two versions of the guardrail data differ.
 *
 * @public
 */
export interface GuardrailChange {
  /** A JSON pointer: into the newer version, or into the older one for what is gone. */
  pointer: string;
  /** What an entry of a list is known by, such as `night` or `kubernetes:scale`. */
  entry?: string;
  /** The value before; missing where there was none. */
  before?: JsonValue;
  /** The value after; missing where there is none. */
  after?: JsonValue;
}
