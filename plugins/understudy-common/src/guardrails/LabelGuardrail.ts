import type { EnvironmentName } from '../environments';

/**
 * Which objects may be written to, by their labels. The value `*` stands for
 * any.
 *
 * @public
 */
export interface LabelGuardrail {
  /** Only objects with all of these. */
  require?: Record<string, string>;
  /** Never objects with any of these. */
  deny?: Record<string, string>;
  /** Where; missing means everywhere. */
  environments?: EnvironmentName[];
}
