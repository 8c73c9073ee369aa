import type { ToldStore } from './ToldStore';
import type { StoredPlan } from '../plans/types';
import type {
  ApprovalVote,
  PlanDecision,
  QuorumResult,
} from '@understudy/plugin-understudy-common';

/** Where the votes on a plan stand, by entries of the ledger that were verified. */
export interface Quorum {
  result: QuorumResult;
  votes: ApprovalVote[];
  /** How many different people are needed. */
  needed: number;
}

/** Whether a person was there just now, for exactly this plan. */
export interface PresencePort {
  find(request: {
    userEntityRef: string;
    planHash: string;
    at: number;
  }): Promise<{ method: 'sign-in'; at: number } | undefined>;
  status(): { possible: boolean; sentence: string };
}

/** Rules of a decision, as a quorum asks for them. */
export type QuorumRules = Pick<PlanDecision, 'rules' | 'freshPresence'>;

/** Puts something before a person who has to look at it afterwards. */
export interface MandatoryReviews {
  raise(about: {
    kind: 'break-glass' | 'on-call-lane';
    plan: StoredPlan;
    by: string;
    sentence: string;
    at: number;
  }): Promise<void>;
}

/** Keeps who was told of a request. */
export type ToldKeeper = Pick<ToldStore, 'of' | 'add' | 'see' | 'forget'>;
