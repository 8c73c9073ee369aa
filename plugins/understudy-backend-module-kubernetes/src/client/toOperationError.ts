import { safeText } from '@understudy/plugin-understudy-common';
import {
  OperationError,
  type OperationErrorKind,
} from '@understudy/plugin-understudy-node';
import { holdsSecret } from '../masking/secretPatterns';
import type { KubeRequest } from './KubeRequest';

const MESSAGE_LIMIT = 400;

/** A Status as a Kubernetes API answers it. */
interface Status {
  message?: unknown;
  reason?: unknown;
  details?: { retryAfterSeconds?: unknown; causes?: unknown };
}

/** Refusals in these words say nothing of what objects hold. */
const KNOWN = [
  /cannot (impersonate|[a-z]+) resource "/,
  /exceeded quota: /,
  /^admission webhook "[^"]+" denied the request/,
  /ValidatingAdmissionPolicy '[^']+'/,
];

/** What the server said, where it is known to repeat no value of an object. */
function saidBy(status: Status): string {
  const message = typeof status.message === 'string' ? status.message : '';
  if (!KNOWN.some(pattern => pattern.test(message)) || holdsSecret(message)) {
    return '';
  }
  const cut =
    message.length > MESSAGE_LIMIT
      ? `${message.slice(0, MESSAGE_LIMIT)}…`
      : message;
  return ` It says: ${safeText(
    cut.replace(/Invalid value: ("(\\.|[^"\\])*"|\S+)/g, 'Invalid value'),
  )}`;
}

function fieldsOf(status: Status): string {
  const causes = Array.isArray(status.details?.causes)
    ? status.details.causes
    : [];
  const fields = causes
    .map(cause => cause?.field)
    .filter(field => typeof field === 'string')
    .slice(0, 10);
  return fields.length > 0 ? `: ${safeText(fields.join(', '))}` : '';
}

function retryAfterOf(status: Status, header: string | undefined) {
  const seconds = Number(header ?? status.details?.retryAfterSeconds);
  return Number.isFinite(seconds) && seconds > 0
    ? Math.min(Math.ceil(seconds), 3600)
    : undefined;
}

/**
 * What an answer other than success means, in a sentence that a user can act on.
 * What the server says of values is left out, since it may be a secret.
 */
export function toOperationError(options: {
  cluster: string;
  request: KubeRequest;
  code: number;
  status: Status;
  retryAfter?: string;
}): OperationError {
  const { cluster, request, code, status } = options;
  const { what, action, who } = request;
  const seconds = retryAfterOf(status, options.retryAfter);
  const error = (kind: OperationErrorKind, message: string) =>
    new OperationError(kind, message, { retryAfterSeconds: seconds });
  switch (code) {
    case 401:
      return error(
        'forbidden',
        `The cluster ${cluster} does not accept the credential of ${who} (401). Whoever runs this Backstage must renew it`,
      );
    case 403:
      return error(
        'forbidden',
        `On the cluster ${cluster}, ${who} may not ${action}: ${what}. Whoever looks after the cluster's RBAC can grant it.${saidBy(
          status,
        )}`,
      );
    case 404:
      return error(
        'not-found',
        `There is no ${what} on the cluster ${cluster}. Check the name and the namespace`,
      );
    case 409:
      return error(
        'conflict',
        `${what} on the cluster ${cluster} changed meanwhile. Look at it again, then repeat`,
      );
    case 410:
      return error(
        'conflict',
        `The list on the cluster ${cluster} has changed too much since its first page. Begin again with the first page`,
      );
    case 400:
    case 422:
      return error(
        'invalid',
        `The cluster ${cluster} finds what would be written to ${what} not valid${fieldsOf(
          status,
        )}.${saidBy(status)}`,
      );
    case 429:
      return error(
        'unavailable',
        `The cluster ${cluster} has too much to do (429). Try again ${
          seconds ? `in ${seconds} seconds` : 'in a moment'
        }`,
      );
    default:
      return error(
        'unavailable',
        code >= 500
          ? `The cluster ${cluster} could not answer (${code}). Try again; if it stays so, its API server is ill`
          : `The cluster ${cluster} gave an answer that is not expected (${code}). Is its address that of a Kubernetes API?`,
      );
  }
}
