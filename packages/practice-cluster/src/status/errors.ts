import { FieldError } from '../validation/FieldError';
import { StatusCause, StatusError } from './StatusError';

/** The names that errors about a resource carry. */
export interface ErrorSubject {
  group: string;
  /** Plural resource name, or the kind for errors about a body. */
  resource: string;
}

function qualified(subject: ErrorSubject): string {
  return subject.group
    ? `${subject.resource}.${subject.group}`
    : subject.resource;
}

function details(subject: ErrorSubject, name?: string) {
  return {
    ...(name ? { name } : {}),
    ...(subject.group ? { group: subject.group } : {}),
    ...(subject.resource ? { kind: subject.resource } : {}),
  };
}

export function notFound(subject: ErrorSubject, name: string): StatusError {
  return new StatusError(
    404,
    'NotFound',
    `${qualified(subject)} "${name}" not found`,
    details(subject, name),
  );
}

export function alreadyExists(
  subject: ErrorSubject,
  name: string,
): StatusError {
  return new StatusError(
    409,
    'AlreadyExists',
    `${qualified(subject)} "${name}" already exists`,
    details(subject, name),
  );
}

export function conflict(
  subject: ErrorSubject,
  name: string,
  why: string,
): StatusError {
  return new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${qualified(subject)} "${name}": ${why}`,
    details(subject, name),
  );
}

export const MODIFIED =
  'the object has been modified; please apply your changes to the latest version and try again';

export function applyConflict(
  message: string,
  causes: StatusCause[],
): StatusError {
  return new StatusError(409, 'Conflict', message, { causes });
}

export function badRequest(message: string): StatusError {
  return new StatusError(400, 'BadRequest', message);
}

export function forbidden(
  subject: ErrorSubject,
  name: string,
  why: string,
): StatusError {
  const named = name
    ? `${qualified(subject)} "${name}" is forbidden: ${why}`
    : `${qualified(subject)} is forbidden: ${why}`;
  return new StatusError(
    403,
    'Forbidden',
    subject.resource ? named : `forbidden: ${why}`,
    details(subject, name),
  );
}

export function unauthorized(): StatusError {
  return new StatusError(401, 'Unauthorized', 'Unauthorized');
}

export function methodNotSupported(
  subject: ErrorSubject,
  verb: string,
): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    `${verb} is not supported on resources of kind "${qualified(subject)}"`,
    details(subject),
  );
}

export function methodNotAllowed(): StatusError {
  return new StatusError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    {},
  );
}

export function resourceNotFound(): StatusError {
  return new StatusError(
    404,
    'NotFound',
    'the server could not find the requested resource',
    {},
  );
}

/** A refusal that has no reason of its own. */
export function plainError(code: number, message: string): StatusError {
  return new StatusError(code, '', message);
}

/** 415 of a patch in no known form. */
export function unsupportedPatch(): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    '415: Unsupported Media Type',
    {},
  );
}

export function unsupportedMediaType(accepted: string[]): StatusError {
  return new StatusError(
    415,
    'UnsupportedMediaType',
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(
      ', ',
    )}`,
  );
}

export function notAcceptable(accepted: string[]): StatusError {
  return new StatusError(
    406,
    'NotAcceptable',
    `406: Not Acceptable\n\nAvailable representations: ${accepted.join(', ')}`,
    {},
  );
}

export function expired(message: string, continueToken?: string): StatusError {
  return new StatusError(410, 'Expired', message, undefined, continueToken);
}

export function internalError(message: string): StatusError {
  return new StatusError(
    500,
    'InternalError',
    `Internal error occurred: ${message}`,
    { causes: [{ message }] },
  );
}

/** 422: the object is well formed and its values are not allowed. */
export function invalid(
  group: string,
  kind: string,
  name: string,
  errors: FieldError[],
): StatusError {
  const seen = new Set<string>();
  const texts: string[] = [];
  for (const error of errors) {
    const text = `${error.field}: ${error.body}`;
    if (!seen.has(text)) texts.push(text);
    seen.add(text);
  }
  const list = texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`;
  return new StatusError(
    422,
    'Invalid',
    `${group ? `${kind}.${group}` : kind} "${name}" is invalid: ${list}`,
    {
      ...(name ? { name } : {}),
      ...(group ? { group } : {}),
      ...(kind ? { kind } : {}),
      causes: errors.map(e => ({
        reason: e.type,
        message: e.body,
        field: e.field,
      })),
    },
  );
}
