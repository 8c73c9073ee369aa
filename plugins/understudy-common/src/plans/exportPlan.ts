import type { JsonObject } from '@backstage/types';
import { compareText } from './compareText';
import { planFormat } from './planFormat';
import type { PlanRevision } from './PlanRevision';
import type { PlanStep } from './PlanStep';
import type { ResolvedStep } from './ResolvedStep';
import type { TargetIdentity } from './TargetIdentity';
import { withoutUndefined } from './withoutUndefined';

/** The one value that all have, if they have one. */
function common(values: (string | undefined)[]): string | undefined {
  return new Set(values).size === 1 ? values[0] : undefined;
}

function resourceOf({ kind, name }: TargetIdentity): string {
  return `${kind.split('/').pop()}/${name}`;
}

function exportStep(
  step: PlanStep,
  index: number,
  revision: PlanRevision,
): Record<string, unknown> {
  const resolved: ResolvedStep | undefined = revision.resolved.find(
    ({ stepId }) => stepId === step.id,
  );
  const facts = revision.facts?.steps.find(({ stepId }) => stepId === step.id);
  const targets = resolved?.targets ?? [];
  const preview = resolved?.preview;
  const reads = facts?.tier === 'read';
  return {
    sequence: index + 1,
    id: step.id,
    title: step.title,
    description: preview?.outcome,
    operation: step.operation,
    input: step.input,
    requiresApproval: step.requiresApproval,
    onFailure: step.onFailure,
    command: preview?.command,
    operationType: facts && (reads ? 'diagnostic' : 'mutating'),
    target:
      targets.length === 0
        ? undefined
        : {
            cluster: common(targets.map(({ cluster }) => cluster)),
            namespace: common(targets.map(({ namespace }) => namespace)),
            resource: common(targets.map(resourceOf)),
          },
    dryRunAvailable: preview && !preview.simulated,
    affectedResources: targets.map(resourceOf).sort(compareText),
    risk: facts && {
      severity: facts.tier,
      code: reads ? 'OPS-DIAG-001' : 'OPS-MUT-100',
      description: facts.why.join(' '),
    },
    diffPreview: preview && {
      at: preview.at,
      summary: preview.summary,
      changes: preview.changes.map(({ target, ...change }) => ({
        resource: resourceOf(target),
        ...change,
      })),
    },
  };
}

/**
 * A revision as a JSON document that people keep, compare and import
 * elsewhere, see {@link importPlan}. What was computed is in it for reading
 * only; nothing of it is taken over by an import.
 *
 * @public
 */
export function exportPlan(revision: PlanRevision): JsonObject {
  const { content, facts } = revision;
  const targets = revision.resolved.flatMap(step => step.targets);
  const document = {
    format: planFormat,
    id: revision.planId,
    revision: revision.revision,
    planHash: revision.planHash,
    prompt: content.intent,
    reason: content.reason,
    entityRef: content.entityRef,
    start: content.start,
    source: content.source,
    incident: content.incident,
    targetCluster: common(targets.map(({ cluster }) => cluster)),
    targetNamespace: common(targets.map(({ namespace }) => namespace)),
    steps: content.steps.map((step, index) =>
      exportStep(step, index, revision),
    ),
    riskSummary: facts && {
      level: facts.tier,
      justifications: Array.from(new Set(facts.steps.flatMap(s => s.why))),
    },
    generatedAt: revision.createdAt,
    generatedBy: revision.createdBy,
  };
  return withoutUndefined(document) as unknown as JsonObject;
}
