import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import { canonicalJson } from '@understudy/ledger';
import { withCode } from '../../http/errorCode';

const VERSION = '1';

function digest(search: unknown, index: number): string {
  return createHash('sha256')
    .update(canonicalJson([VERSION, index, search]))
    .digest('base64url')
    .slice(0, 16);
}

/** Says where a page of a search ended, so that the next one goes on there. */
export function formatPageCursor(search: unknown, index: number): string {
  return Buffer.from(`${VERSION}.${index}.${digest(search, index)}`).toString(
    'base64url',
  );
}

/**
 * Reads what {@link formatPageCursor} wrote. It is no secret and gives no
 * right; one of another search is refused since it would skip entries unseen.
 */
export function parsePageCursor(search: unknown, cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [version, index, proof] = text.split('.');
  const number = Number(index);
  if (
    version !== VERSION ||
    !/^\d{1,16}$/.test(index ?? '') ||
    !Number.isSafeInteger(number) ||
    formatPageCursor(search, number) !== cursor ||
    proof !== digest(search, number)
  ) {
    throw withCode(
      'cursor-invalid',
      new InputError(
        'This cursor is not one of this search. Use nextCursor of an answer with the same filters and order, or leave it out to begin anew.',
      ),
    );
  }
  return number;
}
