import type { OperationVerb, RiskTier } from '../plans';

/**
 * What the facts need to know about an operation.
 *
 * @public
 */
export interface OperationSummary {
  /** Its id, such as `kubernetes:scale`. */
  id: string;
  /** What it does. */
  verb: OperationVerb;
  /** Whether what it does can be taken back. */
  reversible: boolean;
  /** The tier where no guardrail names the operation or its verb. */
  tier?: RiskTier;
}
