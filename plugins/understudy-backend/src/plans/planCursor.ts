import { InputError } from '@backstage/errors';
import { withCode } from '../http/errorCode';

/** Where a page of plans ends, as text for the next request. */
export function toPlanCursor(plan: { createdAt: number; id: string }): string {
  return Buffer.from(`${plan.createdAt} ${plan.id}`).toString('base64url');
}

/** Reads what {@link toPlanCursor} wrote. */
export function parsePlanCursor(cursor: string): { at: number; id: string } {
  const found = /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  );
  if (!found) {
    throw withCode(
      'cursor-invalid',
      new InputError('The cursor is none that an earlier page gave'),
    );
  }
  return { at: Number(found[1]), id: found[2] };
}
