import { LedgerError } from '../errors/LedgerError';

/** @internal */
export function fieldDomain(domain: string, pointer: string): string {
  if (domain === '' || domain.includes('\n')) {
    throw new LedgerError(
      'bad-argument',
      'The domain of a sealed field is one line that is not empty',
    );
  }
  return `${domain}\n${pointer}`;
}
