import { isError } from '@backstage/errors';
import type { ErrorCode } from '@understudy/plugin-understudy-common';

const codes = new WeakMap<object, ErrorCode>();

/**
 * Gives an error its code. Kept beside the error and not in it, since foreign
 * errors have a `code` too, and theirs must not get out.
 */
export function withCode<E extends Error>(code: ErrorCode, error: E): E {
  codes.set(error, code);
  return error;
}

/** The code that {@link withCode} gave an error. */
export function codeOf(error: unknown): ErrorCode | undefined {
  return isError(error) ? codes.get(error) : undefined;
}
