import { Raw } from '../types';

/** One refused field, worded as the API server words it. */
export interface FieldError {
  type:
    | 'FieldValueRequired'
    | 'FieldValueInvalid'
    | 'FieldValueDuplicate'
    | 'FieldValueNotSupported'
    | 'FieldValueForbidden'
    | 'FieldValueNotFound'
    | 'FieldValueTooLong'
    | 'FieldValueTooMany'
    | 'FieldValueTypeInvalid';
  field: string;
  body: string;
}

/** A value as Go's error printer shows it. */
function showValue(value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  return JSON.stringify(value);
}

export function required(field: string, detail = ''): FieldError {
  return {
    type: 'FieldValueRequired',
    field,
    body: detail ? `Required value: ${detail}` : 'Required value',
  };
}

export function invalidValue(
  field: string,
  value: unknown,
  detail: string,
): FieldError {
  return {
    type: 'FieldValueInvalid',
    field,
    body: `Invalid value: ${showValue(value)}: ${detail}`,
  };
}

export function typeInvalid(
  field: string,
  value: unknown,
  detail: string,
): FieldError {
  return {
    type: 'FieldValueTypeInvalid',
    field,
    body: `Invalid value: ${showValue(value)}: ${detail}`,
  };
}

export function duplicate(field: string, value: unknown): FieldError {
  return {
    type: 'FieldValueDuplicate',
    field,
    body: `Duplicate value: ${showValue(value)}`,
  };
}

export function notSupported(
  field: string,
  value: unknown,
  allowed: string[],
): FieldError {
  const list = allowed.map(v => JSON.stringify(v)).join(', ');
  return {
    type: 'FieldValueNotSupported',
    field,
    body: `Unsupported value: ${showValue(value)}: supported values: ${list}`,
  };
}

export function forbiddenValue(field: string, detail: string): FieldError {
  return { type: 'FieldValueForbidden', field, body: `Forbidden: ${detail}` };
}

export function notFoundValue(field: string, value: unknown): FieldError {
  return {
    type: 'FieldValueNotFound',
    field,
    body: `Not found: ${showValue(value)}`,
  };
}

export function tooLong(field: string, max: number): FieldError {
  return {
    type: 'FieldValueTooLong',
    field,
    body: `Too long: may not be more than ${max} bytes`,
  };
}

export const NOT_NEGATIVE = 'must be greater than or equal to 0';

export function nonNegative(value: Raw, path: string): FieldError[] {
  return value !== undefined && value !== null && value < 0
    ? [invalidValue(path, value, NOT_NEGATIVE)]
    : [];
}
