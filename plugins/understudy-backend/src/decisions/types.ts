import type {
  EnvironmentName,
  PlanContent,
  PlanDecision,
  PlanFacts,
  ResolvedStep,
} from '@understudy/plugin-understudy-common';
import type { PolicyInput } from '../policy/types';

/** A plan as far as it is judged. */
export interface JudgedPlan {
  content: PlanContent;
  resolved: readonly ResolvedStep[];
  planHash?: string;
  /** The person who asked. */
  requestedBy: string;
  /** Software that asked on behalf of the person. */
  agent?: string;
}

/** What Backstage's permissions say about running the plan. */
export interface PermissionStanding {
  allowed: boolean;
  /** False where nobody could be asked. */
  evaluated: boolean;
  sentence: string;
  /** What the person belongs to, as far as it is known. */
  groups: readonly string[];
  roles: readonly string[];
}

/** What is known and decided about a plan at one moment. */
export interface Assessment {
  environment: EnvironmentName;
  facts: PlanFacts;
  decision: PlanDecision;
  /** What policy was asked, step by step. */
  inputs: PolicyInput[];
}

/** Computes the facts of a plan, and combines the four parts of the decision. */
export interface DecisionService {
  assess(
    plan: JudgedPlan,
    options: {
      permission: PermissionStanding;
      at: number;
      signal: AbortSignal;
    },
  ): Promise<Assessment>;
}
