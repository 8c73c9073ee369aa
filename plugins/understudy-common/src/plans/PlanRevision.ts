import type { PlanFacts } from '../facts';
import type { PlanContent } from './PlanContent';
import type { ResolvedStep } from './ResolvedStep';

/**
 * One revision of a plan. It never changes; an edit makes the next one.
 *
 * @public
 */
export interface PlanRevision {
  /** The plan. */
  planId: string;
  /** Counted from 1. */
  revision: number;
  /** What shall be done. */
  content: PlanContent;
  /** What the live systems answered. */
  resolved: ResolvedStep[];
  /** What approvals bind to, see {@link planHash}; missing while a step is unresolved. */
  planHash?: string;
  /** Who made it. */
  createdBy: string;
  /** When, in ISO 8601 and UTC. */
  createdAt: string;
  /** What was computed from it. */
  facts?: PlanFacts;
}
