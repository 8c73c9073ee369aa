import { InputError } from '@backstage/errors';
import { withCode } from '../http/errorCode';

/** Where a page of versions ends, as text for the next request. */
export function toVersionCursor(version: number): string {
  return Buffer.from(`v${version}`).toString('base64url');
}

/** Reads what {@link toVersionCursor} wrote. */
export function parseVersionCursor(cursor: string): number {
  const found = /^v([1-9]\d{0,9})$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  );
  if (!found) {
    throw withCode(
      'cursor-invalid',
      new InputError('The cursor is none that an earlier page gave'),
    );
  }
  return Number(found[1]);
}
