import { LedgerError } from '../errors/LedgerError';

/** @internal */
export function parsePointer(pointer: string): string[] {
  if (!/^(?:\/(?:[^~/]|~[01])*)+$/.test(pointer)) {
    throw new LedgerError(
      'bad-argument',
      `${JSON.stringify(pointer)} is not a JSON pointer to a field`,
    );
  }
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replace(/~1/g, '/').replace(/~0/g, '~'));
}
