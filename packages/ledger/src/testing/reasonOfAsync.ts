import { LedgerError } from '../errors/LedgerError';

/** Why something was refused, or `accepted`; any other error is a failure. */
export async function reasonOfAsync(
  attempt: () => Promise<unknown>,
): Promise<string> {
  try {
    await attempt();
  } catch (error) {
    if (error instanceof LedgerError) {
      return error.reason;
    }
    throw error;
  }
  return 'accepted';
}
