import type { InputSchema } from './InputSchema';

/** What keeps an input from being sent. */
export type InputProblem =
  | { kind: 'missing' }
  | { kind: 'atLeast' | 'atMost'; limit: number }
  | { kind: 'form' };

/** What is wrong with each field of an input, as far as its schema tells; the backend has the last word. */
export function inputProblems(
  schema: InputSchema,
  input: Record<string, unknown>,
): Record<string, InputProblem> {
  const problems: Record<string, InputProblem> = {};
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const problem = problemOf(
      field,
      input[name],
      schema.required?.includes(name) ?? false,
    );
    if (problem) {
      problems[name] = problem;
    }
  }
  return problems;
}

function problemOf(
  field: InputSchema,
  value: unknown,
  isRequired: boolean,
): InputProblem | undefined {
  if (value === undefined || value === '') {
    return isRequired ? { kind: 'missing' } : undefined;
  }
  if (typeof value === 'number') {
    if (field.minimum !== undefined && value < field.minimum) {
      return { kind: 'atLeast', limit: field.minimum };
    }
    if (field.maximum !== undefined && value > field.maximum) {
      return { kind: 'atMost', limit: field.maximum };
    }
    return field.type === 'integer' && !Number.isInteger(value)
      ? { kind: 'form' }
      : undefined;
  }
  if (typeof value === 'string' && field.type === 'string') {
    const isTooLong =
      field.maxLength !== undefined && value.length > field.maxLength;
    return isTooLong || (field.pattern && !matches(field.pattern, value))
      ? { kind: 'form' }
      : undefined;
  }
  return field.type === typeOf(value) || field.type === undefined
    ? undefined
    : { kind: 'form' };
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    // A pattern that this browser cannot read is left to the backend.
    return true;
  }
}

function typeOf(value: unknown): string {
  return Array.isArray(value) ? 'array' : typeof value;
}
