import type { ResponseError } from '@backstage/errors';

/** The stable code of what went wrong, where the backend gave one. */
export function codeOf(error: Error): string | undefined {
  const body = (error as Partial<ResponseError>).body as
    | { error?: { code?: string } }
    | undefined;
  return body?.error?.code;
}
