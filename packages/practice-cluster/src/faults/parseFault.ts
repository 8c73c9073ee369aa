import { FaultRule } from './Faults';
import { Raw } from '../types';

const KINDS = ['latency', 'tooManyRequests', 'serverError', 'reset'];
const TEXTS = ['verb', 'resource'];
const NUMBERS = ['delayMs', 'retryAfterSeconds', 'times'];

/** Reads a fault that somebody asks for; throws with a sentence if it is none. */
export function parseFault(body: Raw): FaultRule {
  if (!KINDS.includes(body?.kind))
    throw new Error(`kind must be one of ${KINDS.join(', ')}`);
  for (const [field, value] of Object.entries(body)) {
    if (field === 'kind') continue;
    if (TEXTS.includes(field)) {
      if (typeof value !== 'string') throw new Error(`${field} must be a text`);
    } else if (!NUMBERS.includes(field)) {
      throw new Error(`a fault has no ${field}`);
    } else if (typeof value !== 'number' || !(value >= 0)) {
      throw new Error(`${field} must be a number that is not negative`);
    }
  }
  return body;
}
