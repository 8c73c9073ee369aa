import { NotAllowedError } from '@backstage/errors';
import { withCode } from '../http/errorCode';
import type { UserCredentials } from './types';

/**
 * Refuses credentials with which something acts for a person: what is decided
 * here is decided by people, and by nothing that was given their name.
 */
export function assertPerson(credentials: UserCredentials, what: string): void {
  const { actor } = credentials.principal;
  if (actor !== undefined) {
    throw withCode(
      'people-only',
      new NotAllowedError(
        `Only a person may ${what}, and ${actor.subject} does this in the name of one. Do it yourself, in Backstage.`,
      ),
    );
  }
}
