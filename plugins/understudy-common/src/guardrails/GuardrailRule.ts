import type { EnvironmentName } from '../environments';
import type { OperationVerb, RiskTier } from '../plans';

/**
 * A rule of this installation. Every condition that is given must fit.
 *
 * @public
 */
export interface GuardrailRule {
  /** Unique among the rules; people see it with each refusal. */
  id: string;
  /** What it does. A rule can only make things stricter. */
  effect: 'deny' | 'require-approval';
  /** When it fits; lists are alternatives. */
  when: {
    /** Where. */
    environments?: EnvironmentName[];
    /** Operations as ids or like `kubernetes:*`. */
    operations?: string[];
    /** What they do. */
    verbs?: OperationVerb[];
    /** How much they can harm. */
    tiers?: RiskTier[];
    /** The catalog entities of plans. */
    entities?: string[];
    /** Namespaces of targets, with `*`. */
    namespaces?: string[];
    /** Who began it. */
    actors?: ('agent' | 'user')[];
  };
  /** How many people approve, where approval is required; one by default. */
  approvers?: number;
  /** What people read. */
  message: string;
  /** What they can do about it. */
  remediation?: string;
}
