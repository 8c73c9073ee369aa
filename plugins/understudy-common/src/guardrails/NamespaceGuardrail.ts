import type { EnvironmentName } from '../environments';

/**
 * Which namespaces may be written to. Patterns with `*`; what is denied is
 * denied, whatever else is allowed.
 *
 * @public
 */
export interface NamespaceGuardrail {
  /** Only these. */
  allowed?: string[];
  /** Never these. */
  denied?: string[];
  /** Where; missing means everywhere. */
  environments?: EnvironmentName[];
}
