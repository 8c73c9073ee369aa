import { parseWithSchema } from '../parsing/parseWithSchema';
import type { PlanContent } from './PlanContent';
import { planContentSchema } from './planContentSchema';

/**
 * Reads the content of a plan that somebody else wrote. An InputError names the
 * JSON pointer of what is wrong. Whether the operations exist, and take this
 * input, is for the connectors to say.
 *
 * @public
 */
export function parsePlanContent(value: unknown): PlanContent {
  return parseWithSchema(planContentSchema, value, 'The plan');
}
