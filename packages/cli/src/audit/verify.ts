import { existsSync } from 'node:fs';
import { EvidenceError, verifyEvidence } from '@understudy/evidence';
import { LedgerError } from '@understudy/ledger';
import { CliError } from '../CliError';
import { exitCodes } from '../exitCodes';
import { readArguments } from '../readArguments';
import { readSmallFile } from '../readSmallFile';
import { formatReport } from './formatReport';

/** `understudy audit verify` */
export async function verify(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, {
    key: { type: 'string', multiple: true },
    keys: { type: 'string' },
    checkpoint: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [file, ...more] = positionals;
  if (!file || more.length > 0) {
    throw wrong('Give the zip that is to be verified, and only one');
  }
  if (!existsSync(file)) {
    throw wrong(`There is no file ${file}`);
  }
  const keys = [
    ...(values.key ?? []),
    ...(values.keys ? keysIn(values.keys) : []),
  ];
  if (values.keys && keys.length === 0) {
    throw wrong(`${values.keys} holds no key`);
  }
  const report = await verifyEvidence({
    file,
    keys,
    checkpoint: values.checkpoint && readSmallFile(values.checkpoint),
  }).catch(error => {
    throw error instanceof LedgerError || error instanceof EvidenceError
      ? wrong(error.message)
      : error;
  });
  process.stdout.write(
    values.json
      ? `${JSON.stringify(report, undefined, 2)}\n`
      : formatReport(file, report),
  );
  return exitCodes[report.result];
}

function keysIn(path: string): string[] {
  return readSmallFile(path)
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

function wrong(message: string): CliError {
  return new CliError(message, { exitCode: exitCodes.usage });
}
