import type {
  ApprovalProgress,
  DecisionPart,
  PlanDetail,
} from '@understudy/plugin-understudy-common';

/** What a connector found for one step, and the dry run of it. */
export type ResolvedStep = PlanDetail['resolved'][number];

/** One live object that a step touches. */
export type Target = ResolvedStep['targets'][number];

/** The dry run of one step. */
export type StepPreview = NonNullable<ResolvedStep['preview']>;

/** One place that would differ. */
export type PreviewChange = StepPreview['changes'][number];

/** One step as it was written. */
export type Step = PlanDetail['content']['steps'][number];

/** What was computed about a plan. */
export type Facts = NonNullable<PlanDetail['facts']>;

/** What was computed about one step. */
export type StepFacts = Facts['steps'][number];

/** So many people out of these groups. */
export type ApprovalRule = ApprovalProgress['missing'][number];

/** Why a part of a decision says what it says. */
export type DecisionReason = DecisionPart['reasons'][number];

/** One person who was told that approval is asked for. */
export type Told = NonNullable<PlanDetail['told']>[number];
