import { isError } from '@backstage/errors';
import type { ErrorCode } from '@understudy/plugin-understudy-common';
import { codeOf } from './errorCode';

/** An error as the API answers it. */
interface ErrorAnswer {
  status: number;
  name: string;
  message: string;
  code: ErrorCode;
}

const known: Record<string, { status: number; code: ErrorCode }> = {
  InputError: { status: 400, code: 'input-invalid' },
  AuthenticationError: { status: 401, code: 'not-signed-in' },
  NotAllowedError: { status: 403, code: 'not-allowed' },
  NotFoundError: { status: 404, code: 'not-found' },
  ConflictError: { status: 409, code: 'conflict' },
  ServiceUnavailableError: { status: 503, code: 'unavailable' },
  TooManyStreamsError: { status: 429, code: 'too-many-streams' },
};

/** What express and its body parser find wrong with a request, in our words. */
const refused: Record<number, Omit<ErrorAnswer, 'status'>> = {
  400: {
    name: 'InputError',
    message: 'The address or the body of the request cannot be read',
    code: 'input-invalid',
  },
  413: {
    name: 'PayloadTooLargeError',
    message: 'The body of the request is too large',
    code: 'too-large',
  },
  415: {
    name: 'InputError',
    message:
      'The body of the request is encoded in a way that is not read here',
    code: 'input-invalid',
  },
  429: {
    name: 'TooManyRequestsError',
    message: 'Those were too many requests in a minute; wait a little',
    code: 'too-many-requests',
  },
};

function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === 'number' ? status : undefined;
}

/**
 * What to answer for an error. Whatever was not thrown for the caller to read
 * says only that something went wrong, and under which id the log tells more.
 */
export function toErrorAnswer(error: unknown, logId: string): ErrorAnswer {
  if (isError(error) && Object.hasOwn(known, error.name)) {
    const { status, code } = known[error.name];
    return {
      status,
      name: error.name,
      message: error.message,
      code: codeOf(error) ?? code,
    };
  }
  const status = statusOf(error);
  if (status !== undefined && Object.hasOwn(refused, status)) {
    return { status, ...refused[status] };
  }
  return {
    status: 500,
    name: 'InternalError',
    message: `Something went wrong inside; the log of the backend tells more under ${logId}`,
    code: 'internal',
  };
}
