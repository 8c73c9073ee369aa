import type { ApprovalRule } from '../approvals';
import type { EnvironmentName } from '../environments';
import type { RiskTier } from '../plans';

/**
 * How many people must approve what. Of several that fit, all count: the
 * largest number and every rule.
 *
 * @public
 */
export interface ApprovalRequirement {
  /** Where. */
  environment: EnvironmentName | '*';
  /** For which tier, or for everything that is destructive or critical. */
  tier: RiskTier | '*' | 'destructive' | 'critical';
  /** How many different people. */
  approvers: number;
  /** Which people; without it, everybody who may approve there. */
  rules?: ApprovalRule[];
}
