import { InputError } from '@backstage/errors';
import type { z } from 'zod';
import { pointerOf } from './pointerOf';

const MOST = 5;

function sentenceOf(
  issue: z.core.$ZodIssue,
  names: Readonly<Record<string, string>>,
): string {
  const [first, ...rest] = issue.path;
  const path =
    first === undefined ? [] : [names[String(first)] ?? first, ...rest];
  if (issue.code === 'unrecognized_keys') {
    return `${issue.keys
      .map(key => pointerOf([...path, key]))
      .join(', ')}: nobody knows this field`;
  }
  return `${pointerOf(path) || 'the document'}: ${issue.message}`;
}

/**
 * What a schema makes of a value, or an InputError that names the pointer of
 * every fault, up to a few. `names` are what the document calls fields that the
 * schema calls otherwise.
 */
export function parseWithSchema<T>(
  schema: z.ZodType<T>,
  value: unknown,
  what: string,
  names: Readonly<Record<string, string>> = {},
): T {
  const result = schema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const { issues } = result.error;
  const faults = issues.slice(0, MOST).map(issue => sentenceOf(issue, names));
  const more = issues.length > MOST ? `; and ${issues.length - MOST} more` : '';
  throw new InputError(`${what} is not valid at ${faults.join('; ')}${more}`);
}
