import type { JsonValue } from '@backstage/types';
import type {
  ApprovalRule,
  EnvironmentName,
  GuardrailData,
  RiskTier,
  TakeoverLevel,
} from '@understudy/plugin-understudy-common';

/** One object that an operation is about. */
export interface PolicyResource {
  cluster: string;
  /** Missing for what stands in no namespace. */
  namespace?: string;
  /** Such as `apps/v1/Deployment` or `v1/Node`. */
  kind: string;
  name: string;
  labels: Record<string, string>;
  /** How many replicas it will have. */
  replicas?: number;
  /** How many pods it touches. */
  pods?: number;
  /** Which share of the ready pods that is, from 0 to 100. */
  percentOfReady?: number;
}

/**
 * Everything that policy may know of one step. Nothing else is looked up while
 * it decides, so that a decision can be repeated.
 */
export interface PolicyInput {
  actor: {
    /** Only `user` is a person; the other two are software. */
    type: 'user' | 'agent' | 'service';
    id: string;
    groups: string[];
    roles: string[];
    /** The person for whom software acts. */
    onBehalfOf?: string;
    onCall?: boolean;
  };
  action: {
    operation: string;
    verb: string;
    /** Somebody marked the step. */
    requiresApproval?: boolean;
    source: string;
    /** An undo that was approved together with what it undoes. */
    undo?: boolean;
    /** For tier `read`; a read that says nothing counts as sensitive. */
    reads?: 'plain' | 'sensitive';
  };
  context: {
    environment: EnvironmentName;
    /** False: the rules of production hold. */
    environmentKnown: boolean;
    entityRef: string;
    /** The level in force. */
    level: TakeoverLevel;
    /** The highest level for this entity and environment, without elevation. */
    cap: TakeoverLevel;
    /** What raises the cap for a while. */
    elevation?: { id: string; until: string };
    incident?: string;
    /** The preview is no real dry run. */
    simulated: boolean;
    freshPreview: boolean;
    /** Text from outside was read before. */
    tainted?: boolean;
  };
  resources: PolicyResource[];
  risk: {
    tier: RiskTier;
    critical: boolean;
    destructive: boolean;
    reversible: boolean;
    testedUndo?: boolean;
    targets: number;
    pods: number;
  };
  /**
   * Computed outside, with time zones: policy has no clock. For a plan that
   * starts later, everything is of the moment at which it starts.
   */
  time: {
    /** As `Date.toISOString` writes it. */
    now: string;
    windowOpen: boolean;
    nextOpen?: string;
    freeze?: { id: string; reason: string; until?: string };
  };
}

/** Why a rule decided as it did. */
export interface PolicyReason {
  ruleId: string;
  message: string;
  /** What to do about it. */
  remediation?: string;
  nextAllowed?: string;
  whoCanHelp?: string;
}

/** What policy says of one step. */
export interface PolicyDecision {
  decision: 'allow' | 'require_approval' | 'deny';
  /** Every rule that applied, what refuses first. */
  ruleIds: string[];
  /** In the order of `ruleIds`. */
  reasons: PolicyReason[];
  /** How many different people must approve; 0 unless approval is required. */
  approvers: number;
  /** The same as rules for the quorum; their counts add up to `approvers`. */
  rules: ApprovalRule[];
  /** `read`, `automatic`, `undo`, `development`, `on-call`, `standard` or `none`. */
  lane: string;
  /**
   * What goes with it: `expiryMinutes`, `freshPresence`, `selfApproval`,
   * `breakGlass`, `reviewHours`, `humanExecutes`.
   */
  constraints: Record<string, JsonValue>;
  /** For how long it holds; 0 for a denial. */
  ttlSeconds: number;
  /** Which rules and which guardrails decided. */
  policyVersion: string;
  /** SHA-256 of the canonical JSON of the input. */
  inputDigest: string;
  /** False: policy could not be evaluated, and what is not a plain read is refused. */
  evaluated: boolean;
}

/** How policy is evaluated. */
export type PolicyMode = 'wasm' | 'server' | 'bundle';

/** Whether policy can be evaluated. */
export interface PolicyStatus {
  ready: boolean;
  mode: PolicyMode;
  /** For a tired person. */
  sentence: string;
  /** What to do, if it is not ready. */
  action?: string;
  policyVersion?: string;
  lastError?: string;
}

/** Judges steps by the rules and the guardrails that hold. */
export interface PolicyService {
  /** Never throws: what cannot be evaluated is refused, but for plain reads. */
  evaluate(
    input: PolicyInput,
    options?: {
      /** Other guardrails than those that hold, for a simulation. */
      data?: GuardrailData;
    },
  ): Promise<PolicyDecision>;
  status(): PolicyStatus;
  /** From now on these guardrails hold. */
  setData(version: string, data: GuardrailData): void;
  /** From now on none hold, and nothing can be evaluated; why, in a sentence. */
  withdrawData(why: string): void;
}
