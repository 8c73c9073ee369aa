import { LedgerError } from '../errors/LedgerError';

/** Why something was refused, or `accepted`; any other error is a failure. */
export function reasonOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof LedgerError) {
      return error.reason;
    }
    throw error;
  }
  return 'accepted';
}
