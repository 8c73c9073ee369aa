import type { LoggerService } from '@backstage/backend-plugin-api';
import type { BuildReport } from '../types';

/** Logs warnings at once, which shows them in the reader, and keeps them for a strict build. */
export class DefaultBuildReport implements BuildReport {
  readonly warnings: string[] = [];
  readonly #logger: Pick<LoggerService, 'info' | 'warn'>;

  constructor(logger: Pick<LoggerService, 'info' | 'warn'>) {
    this.#logger = logger;
  }

  info(message: string): void {
    this.#logger.info(message);
  }

  warn(message: string): void {
    this.warnings.push(message);
    this.#logger.warn(message);
  }
}
