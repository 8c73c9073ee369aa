import type { EnvironmentName } from '../environments';
import type { OperationVerb, RiskTier } from '../plans';
import type { TakeoverLevel } from '../takeover';
import type { ApprovalLane } from './ApprovalLane';
import type { ApprovalRequirement } from './ApprovalRequirement';
import type { ChangeFreeze } from './ChangeFreeze';
import type { ChangeWindow } from './ChangeWindow';
import type { GuardrailRule } from './GuardrailRule';
import type { LabelGuardrail } from './LabelGuardrail';
import type { NamespaceGuardrail } from './NamespaceGuardrail';
import type { TakeoverAction } from './takeoverActions';
import type { TargetLimit } from './TargetLimit';
import type { TierRule } from './TierRule';

/**
 * What administrators decide; the fixed policy reads it as data. Versioned, and
 * activated by two people in production.
 *
 * @public
 */
export interface GuardrailData {
  /** The shape of this document. */
  schemaVersion: 1;
  /** Which operation has which tier. */
  tiers: TierRule[];
  /** Whether production raises medium to high. */
  productionRaises: boolean;
  /** What is critical whatever its tier. */
  criticalVerbs: OperationVerb[];
  /** What each takeover level makes of each tier. */
  matrix: Record<TakeoverLevel, Record<RiskTier | 'critical', TakeoverAction>>;
  /** The highest takeover level of each environment. */
  caps: Record<EnvironmentName, TakeoverLevel>;
  /** 0: nothing is written; 1: every write needs approval; 2: listed tiers run by themselves; 3: all of the matrix. */
  rolloutStage: 0 | 1 | 2 | 3;
  /** Which tiers run by themselves where, from stage 2 on. */
  autoTiers: Partial<Record<EnvironmentName, RiskTier[]>>;
  /** How many people approve. */
  approvals: ApprovalRequirement[];
  /** Where people may approve what they asked for. Production never counts. */
  selfApproval: EnvironmentName[];
  /** The ways to an authorisation. */
  lanes: ApprovalLane[];
  /** After how many minutes a request expires. */
  expiryMinutes: { standard: number; incident: number; elevation: number };
  /** When writes may happen. */
  windows: ChangeWindow[];
  /** When they may not. */
  freezes: ChangeFreeze[];
  /** Which namespaces may be written to. */
  namespaces: NamespaceGuardrail[];
  /** Which labels objects must have, or not. */
  labelSelectors: LabelGuardrail[];
  /** How much one plan may reach. */
  limits: TargetLimit[];
  /** Further rules. */
  rules: GuardrailRule[];
}
