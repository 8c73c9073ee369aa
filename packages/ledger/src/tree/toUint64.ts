import { LedgerError } from '../errors/LedgerError';

const MAX = 2n ** 64n - 1n;

/** @internal */
export function toUint64(value: unknown, what: string): bigint {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) {
      throw new LedgerError(
        'bad-argument',
        `${what} is ${value}, which a number cannot hold exactly; use a bigint`,
      );
    }
    if (value < 0) {
      throw new LedgerError('bad-argument', `${what} is negative`);
    }
    return BigInt(value);
  }
  if (typeof value !== 'bigint') {
    throw new LedgerError(
      'bad-argument',
      `${what} is neither a number nor a bigint`,
    );
  }
  if (value < 0n || value > MAX) {
    throw new LedgerError(
      'bad-argument',
      `${what} is ${value}, outside 0 to 2^64 - 1`,
    );
  }
  return value;
}
