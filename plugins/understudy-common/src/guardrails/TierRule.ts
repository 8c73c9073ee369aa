import type { RiskTier } from '../plans';

/**
 * Which tier an operation has. Of several rules that fit, the first wins; where
 * it is not known whether one fits, the stricter holds.
 *
 * @public
 */
export interface TierRule {
  /** An operation such as `kubernetes:scale`, all of a system such as `kubernetes:*`, or a verb such as `verb:delete`. */
  operation: string;
  /** The tier. */
  tier: RiskTier;
  /** Only where the step scales like this. */
  when?: {
    /** Up by at most so many replicas, and within the quota of the namespace. */
    scaleUpAtMost?: number;
    /** To no replica at all. */
    scaleToZero?: true;
  };
}
