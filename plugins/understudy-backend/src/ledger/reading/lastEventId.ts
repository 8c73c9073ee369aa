import { InputError } from '@backstage/errors';

/** The index that a reconnecting reader has seen last. */
export function lastEventId(header: string | undefined): number | undefined {
  if (header === undefined || header === '') {
    return undefined;
  }
  const index = Number(header);
  if (!/^(-1|\d{1,16})$/.test(header) || !Number.isSafeInteger(index)) {
    throw new InputError('Last-Event-ID is not the id of an event of this API');
  }
  return index;
}
