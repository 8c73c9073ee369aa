import { InputError } from '@backstage/errors';
import type { ReviewFlag } from './types';

const CURSOR = /^(\d{1,15})\.([0-9a-f-]{36})$/;

/** Where the next page begins. */
export function toCursor({ raisedAt, id }: ReviewFlag): string {
  return `${raisedAt.getTime()}.${id}`;
}

/** Reads what {@link toCursor} wrote. */
export function parseCursor(cursor: string): { raisedAt: number; id: string } {
  const [, raisedAt, id] = CURSOR.exec(cursor) ?? [];
  if (raisedAt === undefined) {
    throw new InputError('cursor is not one that this API gave');
  }
  return { raisedAt: Number(raisedAt), id };
}
