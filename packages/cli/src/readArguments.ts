import { parseArgs, type ParseArgsConfig } from 'node:util';
import { CliError } from './CliError';
import { exitCodes } from './exitCodes';

/** Reads the arguments of a command; what it does not know is an error. */
export function readArguments<
  O extends NonNullable<ParseArgsConfig['options']>,
>(args: string[], options: O) {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CliError(`${(error as Error).message}; see understudy --help`, {
      exitCode: exitCodes.usage,
    });
  }
}
