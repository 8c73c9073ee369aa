import { InputError } from '@backstage/errors';
import { withCode } from '../http/errorCode';

/** Where a page of incidents ends, as text for the next request. */
export function toIncidentCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/** Reads what {@link toIncidentCursor} wrote. */
export function parseIncidentCursor(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw withCode(
      'cursor-invalid',
      new InputError('The cursor is none that an earlier page gave'),
    );
  }
  return id;
}
