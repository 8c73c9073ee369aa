import { CustomErrorBase } from '@backstage/errors';

/** Policy could not be evaluated; the message says why, in a sentence. */
export class PolicyUnavailableError extends CustomErrorBase {
  readonly name = 'PolicyUnavailableError';
}
