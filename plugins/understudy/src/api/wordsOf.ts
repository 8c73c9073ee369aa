import type { ResponseError } from '@backstage/errors';

/** What the server itself said; the message of a `ResponseError` is only its status. */
export function wordsOf(error: Error): string {
  const { body } = error as Partial<ResponseError>;
  return body?.error?.message ?? error.message;
}
