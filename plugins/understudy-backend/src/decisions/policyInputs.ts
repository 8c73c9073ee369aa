import type {
  PlanFacts,
  ResolvedStep,
  StepFacts,
  Target,
} from '@understudy/plugin-understudy-common';
import type { PolicyInput, PolicyResource } from '../policy/types';
import type { JudgedPlan, PermissionStanding } from './types';

/** What else policy has to know. */
export interface PolicyContext {
  permission: PermissionStanding;
  facts: PlanFacts;
  /** Whether the person who asked is on call now. */
  onCall: boolean;
  /** The incident, if there is such an open one. */
  incident?: string;
  /** How sensitive the reads of a step are. */
  sensitivity(stepId: string): 'plain' | 'sensitive';
  at: number;
}

/** What policy is asked, for each step. */
export function policyInputs(
  plan: JudgedPlan,
  context: PolicyContext,
): PolicyInput[] {
  const { facts, at } = context;
  const time = {
    now: new Date(at).toISOString(),
    windowOpen: facts.window.open,
    ...(facts.window.nextOpen && { nextOpen: facts.window.nextOpen }),
    ...(facts.freeze && { freeze: facts.freeze }),
  };
  return plan.content.steps.map((step, index) => {
    const resolved = plan.resolved.find(({ stepId }) => stepId === step.id);
    const known = facts.steps[index];
    return {
      actor: actorOf(plan, context),
      action: {
        operation: step.operation,
        verb: known.verb,
        source: plan.content.source,
        ...(step.requiresApproval && { requiresApproval: true }),
        ...(known.tier === 'read' && { reads: context.sensitivity(step.id) }),
      },
      context: {
        environment: facts.environment,
        environmentKnown: facts.environmentKnown,
        entityRef: plan.content.entityRef,
        level: facts.level.level,
        cap: facts.level.cap,
        ...(facts.level.elevated && { elevation: facts.level.elevated }),
        ...(context.incident !== undefined && { incident: context.incident }),
        simulated: resolved?.preview?.simulated ?? false,
        freshPreview: facts.fresh,
      },
      resources: (resolved?.targets ?? []).map(target =>
        resourceOf(target, step.input.replicas, known),
      ),
      risk: riskOf(known, facts, resolved),
      time,
    };
  });
}

function actorOf(
  plan: JudgedPlan,
  { permission, onCall }: PolicyContext,
): PolicyInput['actor'] {
  const base = {
    groups: [...permission.groups],
    roles: [...permission.roles],
    ...(onCall && { onCall }),
  };
  return plan.agent === undefined
    ? { ...base, type: 'user', id: plan.requestedBy }
    : {
        ...base,
        type: 'agent',
        id: plan.agent,
        onBehalfOf: plan.requestedBy,
      };
}

function riskOf(
  step: StepFacts,
  facts: PlanFacts,
  resolved: ResolvedStep | undefined,
): PolicyInput['risk'] {
  const { tier, critical, destructive, reversible } = step;
  const preview = resolved?.preview;
  return {
    tier,
    critical,
    destructive,
    reversible,
    // The way back is known, and what it undoes was tried on the system itself.
    testedUndo:
      reversible && preview?.undoCommand !== undefined && !preview.simulated,
    targets: facts.blast.targets,
    pods: facts.blast.pods,
  };
}

function resourceOf(
  target: Target,
  replicas: unknown,
  step: StepFacts,
): PolicyResource {
  const { cluster, namespace, kind, name, observed } = target;
  const ready = observed.readyReplicas;
  return {
    cluster,
    ...(namespace !== undefined && { namespace }),
    kind,
    name,
    labels: observed.labels ?? {},
    ...(typeof replicas === 'number' && { replicas }),
    ...(observed.pods !== undefined && { pods: observed.pods }),
    ...(step.tier !== 'read' &&
      ready !== undefined &&
      ready > 0 && {
        percentOfReady: shareOf(ready, step.verb === 'scale' ? replicas : 0),
      }),
  };
}

/** How many of the ready pods are gone or new afterwards, in percent. */
function shareOf(ready: number, left: unknown): number {
  const kept = typeof left === 'number' ? Math.min(left, ready) : 0;
  return Math.round(((ready - Math.max(0, kept)) / ready) * 100);
}
