import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import { canonicalJson } from '@understudy/ledger';
import { z } from 'zod';
import type { PlanContent } from './PlanContent';
import { planLimits } from './planLimits';
import { planSources } from './planSources';
import { planStarts } from './planStarts';
import type { PlanStep } from './PlanStep';
import { withoutUndefined } from './withoutUndefined';

function text(most: number) {
  return z
    .string()
    .refine(value => value.trim() !== '', 'must not be empty')
    .max(most, `must not have more than ${most} characters`)
    .refine(value => !/\p{Surrogate}/u.test(value), 'has half a character');
}

/** The deepest nesting, found without recursion: the input is somebody else's. */
function isDeeper(value: unknown, most: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) {
      return true;
    }
    level = level.flatMap(item =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
  }
  return false;
}

const input = z
  .custom<JsonObject>(
    value =>
      typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object',
  )
  .superRefine((value, context) => {
    const refuse = (message: string) =>
      context.addIssue({ code: 'custom', message });
    if (isDeeper(value, planLimits.inputDepth)) {
      refuse(`must not be nested more than ${planLimits.inputDepth} deep`);
      return;
    }
    try {
      const bytes = new TextEncoder().encode(
        canonicalJson(withoutUndefined(value)),
      ).length;
      if (bytes > planLimits.inputBytes) {
        refuse(
          `has ${bytes} bytes; at most ${planLimits.inputBytes} are allowed`,
        );
      }
    } catch (error) {
      refuse(`is not plain JSON: ${(error as Error).message}`);
    }
  });

const step: z.ZodType<PlanStep> = z
  .strictObject({
    id: z
      .string()
      .regex(
        /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,62}$/,
        'must be a short word of letters, digits, - and _',
      ),
    operation: z
      .string()
      .max(128, 'must not have more than 128 characters')
      .regex(
        /^[a-z][a-z0-9-]*(:[a-z][a-z0-9-]*)+$/,
        'must name an operation such as kubernetes:scale',
      ),
    input,
    title: text(planLimits.titleLength),
    requiresApproval: z.boolean().optional(),
    onFailure: z.enum(['stop', 'undo']).optional(),
  })
  .transform(withoutUndefined);

const entityRef = text(300).transform((value, context) => {
  try {
    return stringifyEntityRef(parseEntityRef(value));
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'must be an entity reference such as component:default/payments',
    });
    return z.NEVER;
  }
});

/** What a plan may say, and how much of it. */
export const planContentSchema: z.ZodType<PlanContent> = z
  .strictObject({
    intent: text(planLimits.textLength),
    reason: text(planLimits.textLength),
    entityRef,
    steps: z
      .array(step)
      .min(1, 'must have a step')
      .max(
        planLimits.steps,
        `must not have more than ${planLimits.steps} steps`,
      )
      .superRefine((steps, context) => {
        const seen = new Set<string>();
        steps.forEach(({ id }, index) => {
          if (seen.has(id)) {
            context.addIssue({
              code: 'custom',
              path: [index, 'id'],
              message: `is taken by an earlier step: ${id}`,
            });
          }
          seen.add(id);
        });
      }),
    start: z.enum(planStarts),
    source: z.enum(planSources),
    incident: text(300).optional(),
  })
  .transform(withoutUndefined);
