import type { DecisionService, PermissionStanding } from '../decisions/types';
import type { PlanContent } from '@understudy/plugin-understudy-common';
import type { PolicyInput } from '../policy/types';
import type { PlanResolver } from './PlanResolver';
import type { StoredPlan } from './types';

/** What the live systems, the facts and the rules say of a plan now. */
export type Seen = Required<
  Pick<StoredPlan, 'resolved' | 'facts' | 'decision' | 'environment' | 'tier'>
> &
  Pick<StoredPlan, 'planHash'> & { inputs: PolicyInput[] };

/** Looks at a plan on the live systems, and judges what is there. */
export class PlanLook {
  readonly #resolver: PlanResolver;
  readonly #decisions: DecisionService;

  constructor(options: { resolver: PlanResolver; decisions: DecisionService }) {
    this.#resolver = options.resolver;
    this.#decisions = options.decisions;
  }

  /** Tries it anew, in the name of whoever asked for the plan. */
  async at(
    plan: { content: PlanContent; requestedBy: string; agent?: string },
    options: {
      permission: PermissionStanding;
      at: number;
      signal: AbortSignal;
    },
  ): Promise<Seen> {
    const { resolved, planHash } = await this.#resolver.resolve(plan.content, {
      actor: {
        userEntityRef: plan.requestedBy,
        groups: options.permission.groups,
      },
      signal: options.signal,
    });
    return this.judge({ ...plan, resolved, planHash }, options);
  }

  /** Judges what was seen before. */
  async judge(
    plan: Pick<StoredPlan, 'content' | 'resolved' | 'planHash'> & {
      requestedBy: string;
      agent?: string;
    },
    options: {
      permission: PermissionStanding;
      at: number;
      signal: AbortSignal;
    },
  ): Promise<Seen> {
    const { facts, decision, environment, inputs } =
      await this.#decisions.assess(plan, options);
    return {
      resolved: plan.resolved,
      ...(plan.planHash !== undefined && { planHash: plan.planHash }),
      facts,
      decision,
      environment,
      tier: facts.tier,
      inputs,
    };
  }
}
