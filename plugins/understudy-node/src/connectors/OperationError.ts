import { CustomErrorBase } from '@backstage/errors';

/**
 * What can be wrong with a call to a system: nothing is there, it changed
 * meanwhile, the acting identity may not, it cannot be reached or cannot answer,
 * it took too long, or what was asked for makes no sense.
 *
 * @public
 */
export type OperationErrorKind =
  | 'not-found'
  | 'conflict'
  | 'forbidden'
  | 'unavailable'
  | 'timeout'
  | 'invalid';

/**
 * What is wrong with one field of an input.
 *
 * @public
 */
export interface OperationIssue {
  /** Where, as a JSON pointer; the empty pointer is the whole input. */
  pointer: string;
  /** What is wrong there, in words. */
  message: string;
}

/** Backstage answers errors of these names with the fitting HTTP status. */
const NAMES: Record<OperationErrorKind, string> = {
  'not-found': 'NotFoundError',
  conflict: 'ConflictError',
  forbidden: 'NotAllowedError',
  unavailable: 'ServiceUnavailableError',
  timeout: 'ServiceUnavailableError',
  invalid: 'InputError',
};

/**
 * A connector could not do what it was asked to. The message is one sentence, or
 * two, that a user can act on; it holds no secret and nothing that the system
 * made up of one.
 *
 * @public
 */
export class OperationError extends CustomErrorBase {
  /** What went wrong. */
  readonly kind: OperationErrorKind;
  /** The fields that are wrong, of an invalid input. */
  readonly issues: readonly OperationIssue[];
  /** When it is worth trying again, where the system says so. */
  readonly retryAfterSeconds?: number;

  constructor(
    kind: OperationErrorKind,
    message: string,
    options: {
      cause?: Error | unknown;
      /** The fields that are wrong, of an invalid input. */
      issues?: readonly OperationIssue[];
      /** When it is worth trying again, where the system says so. */
      retryAfterSeconds?: number;
    } = {},
  ) {
    super(message, options.cause);
    this.kind = kind;
    this.name = NAMES[kind];
    this.issues = options.issues ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
