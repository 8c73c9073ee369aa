import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import { guardrailSchema } from './guardrailSchema';

/**
 * The JSON schema (draft 2020-12) of guardrail data, for forms and editors.
 * {@link parseGuardrails} checks more than a schema can say.
 *
 * @public
 */
export function guardrailJsonSchema(): JsonObject {
  return z.toJSONSchema(guardrailSchema, { io: 'input' }) as JsonObject;
}
