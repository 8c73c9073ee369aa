import { writeFileSync } from 'node:fs';
import { generateSigningKey, LedgerError } from '@understudy/ledger';
import { CliError } from '../CliError';
import { exitCodes } from '../exitCodes';
import { readArguments } from '../readArguments';

/** `understudy ledger keygen` */
export async function keygen(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    name: { type: 'string' },
    out: { type: 'string' },
  });
  const { name, out } = values;
  if (!name || !out || positionals.length > 0) {
    throw wrong(
      'Give --name, the name of the log such as ledger.example.com, and --out, a file that is not there yet',
    );
  }
  const { signingKey, verifierKey } = await generateSigningKey(name).catch(
    error => {
      throw error instanceof LedgerError ? wrong(error.message) : error;
    },
  );
  try {
    writeFileSync(out, `${signingKey}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw wrong(`${out} cannot be written: ${(error as Error).message}`);
  }
  process.stdout.write(`${verifierKey}\n`);
  return 0;
}

function wrong(message: string): CliError {
  return new CliError(message, { exitCode: exitCodes.usage });
}
