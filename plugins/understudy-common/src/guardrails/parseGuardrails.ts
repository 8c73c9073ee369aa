import { parseWithSchema } from '../parsing/parseWithSchema';
import type { GuardrailData } from './GuardrailData';
import { guardrailSchema } from './guardrailSchema';

/**
 * Reads guardrail data that somebody wrote. An InputError names the JSON
 * pointer of what is wrong. Nobody approves their own plans in production,
 * whatever the document lists.
 *
 * @public
 */
export function parseGuardrails(value: unknown): GuardrailData {
  const data = parseWithSchema(guardrailSchema, value, 'The guardrail data');
  return {
    ...data,
    selfApproval: data.selfApproval.filter(name => name !== 'production'),
  };
}
