import { LedgerError, parseSigningKey } from '@understudy/ledger';
import { CliError } from '../CliError';
import { exitCodes } from '../exitCodes';
import { readArguments } from '../readArguments';
import { readSmallFile } from '../readSmallFile';

/** `understudy ledger pubkey` */
export async function pubkey(args: string[]): Promise<number> {
  const { positionals } = readArguments(args, {});
  if (positionals.length !== 1) {
    throw wrong('Give the file of a signing key');
  }
  const { verifierKey } = await parseSigningKey(
    readSmallFile(positionals[0]).trim(),
  ).catch(error => {
    throw error instanceof LedgerError ? wrong(error.message) : error;
  });
  process.stdout.write(`${verifierKey}\n`);
  return 0;
}

function wrong(message: string): CliError {
  return new CliError(message, { exitCode: exitCodes.usage });
}
