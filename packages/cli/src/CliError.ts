/** Ends the program with a sentence and an exit code. */
export class CliError extends Error {
  readonly exitCode: number;

  constructor(message: string, options: { exitCode: number }) {
    super(message);
    this.name = 'CliError';
    this.exitCode = options.exitCode;
  }
}
