import { CliError } from './CliError';
import { exitCodes } from './exitCodes';
import { usage } from './usage';

type Command = (args: string[]) => Promise<number>;

// Loaded when they are asked for, so that the others start at once.
const commands: Record<string, () => Promise<Command>> = {
  'audit verify': async () => named(await import('./audit/verify')).verify,
  'ledger keygen': async () => named(await import('./ledger/keygen')).keygen,
  'ledger pubkey': async () => named(await import('./ledger/pubkey')).pubkey,
};

/** Node does not always find the names that a CommonJS module exports. */
function named<T extends object>(module: T): T {
  return (module as { default?: T }).default ?? module;
}

/** Runs the program; the exit code is left in `process.exitCode`. */
export async function main(argv: string[]): Promise<void> {
  process.exitCode = await run(argv).catch(error => {
    process.stderr.write(`${messageOf(error)}\n`);
    return error instanceof CliError ? error.exitCode : exitCodes.refused;
  });
}

async function run(argv: string[]): Promise<number> {
  if (argv.length === 0 || argv.includes('--help') || argv.includes('-h')) {
    process.stdout.write(usage);
    return argv.length === 0 ? exitCodes.usage : 0;
  }
  const [group, name, ...rest] = argv;
  const load = commands[`${group} ${name}`];
  if (!load) {
    throw new CliError(
      `There is no command ${[group, name]
        .filter(Boolean)
        .join(' ')}\n\n${usage}`,
      { exitCode: exitCodes.usage },
    );
  }
  return (await load())(rest);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
