import { InputError } from '@backstage/errors';
import { canonicalJson } from '@understudy/ledger';
import { compareText } from './compareText';
import { digestOf } from './digestOf';
import { hashedIdentity } from './hashedIdentity';
import type { PlanContent } from './PlanContent';
import type { PlanStep } from './PlanStep';
import { previewDigest } from './previewDigest';
import type { ResolvedStep } from './ResolvedStep';
import { withoutUndefined } from './withoutUndefined';

// Each of these names every field of its type, so that a field that is added
// later does not compile before somebody decided how it is hashed.

function hashedStep(step: PlanStep): Record<keyof PlanStep, unknown> {
  return {
    id: step.id,
    operation: step.operation,
    input: withoutUndefined(step.input),
    title: step.title,
    requiresApproval: step.requiresApproval === true,
    onFailure: step.onFailure ?? 'stop',
  };
}

function hashedContent(
  content: PlanContent,
): Record<keyof PlanContent, unknown> {
  return {
    intent: content.intent,
    reason: content.reason,
    entityRef: content.entityRef,
    steps: content.steps.map(hashedStep),
    start: content.start,
    source: content.source,
    incident: content.incident ?? null,
  };
}

function hashedResolution({
  stepId,
  targets,
  preview,
}: Pick<ResolvedStep, 'stepId' | 'targets' | 'preview'>) {
  return {
    stepId,
    targets: targets
      .map(target => ({
        identity: hashedIdentity(target),
        fingerprint: target.fingerprint,
      }))
      .map(target => ({ target, key: canonicalJson(target) }))
      .sort((a, b) => compareText(a.key, b.key))
      .map(({ target }) => target),
    // Computed here: a digest that somebody wrote beside the changes could lie.
    preview: preview ? previewDigest(preview.changes, preview.simulated) : null,
  };
}

/**
 * The hash that approvals bind to: `sha256:<hex>` over the canonical JSON (RFC
 * 8785) of what a revision says, of each target's identity and fingerprint, and
 * of what the previews showed. The same bytes in browser, backend and command
 * line.
 *
 * Not in it: resource versions, what was observed, when a preview was made, and
 * the order in which a system listed the targets of a step.
 *
 * @public
 */
export function planHash(input: {
  content: PlanContent;
  resolved: readonly Pick<ResolvedStep, 'stepId' | 'targets' | 'preview'>[];
}): string {
  const { content, resolved } = input;
  const steps = new Set(content.steps.map(({ id }) => id));
  if (steps.size !== content.steps.length) {
    throw new InputError('Two steps of the plan have the same id');
  }
  const byStep = new Map(resolved.map(step => [step.stepId, step]));
  const strange = resolved.find(({ stepId }) => !steps.has(stepId));
  if (strange || byStep.size !== resolved.length) {
    throw new InputError(
      strange
        ? `The plan has no step ${strange.stepId}, but targets for it`
        : 'A step of the plan was resolved twice',
    );
  }
  return digestOf({
    schema: 'understudy-plan/v1',
    content: hashedContent(content),
    resolved: content.steps.map(({ id }) => {
      const step = byStep.get(id);
      if (!step) {
        throw new InputError(
          `The step ${id} has no targets yet: preview the plan first`,
        );
      }
      return hashedResolution(step);
    }),
  });
}
