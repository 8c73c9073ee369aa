import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { AlarmStore } from '../AlarmStore';
import type { LedgerService } from '../LedgerService';
import type { VerificationReport } from '../verify/VerificationReport';
import type { Verification, VerificationStore } from './VerificationStore';

const PROGRESS_MS = 2_000;
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

/** Verifies all of the ledger: every night, and when somebody asks. */
export class LedgerVerifications {
  readonly #options: {
    store: VerificationStore;
    alarms: AlarmStore;
    ledger: Pick<LedgerService, 'verify'>;
    logger: LoggerService;
  };
  #running: Promise<unknown> | undefined;

  constructor(options: {
    store: VerificationStore;
    alarms: AlarmStore;
    ledger: Pick<LedgerService, 'verify'>;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  /** The newest verifications. */
  async newest(): Promise<Verification[]> {
    return this.#options.store.newest(10);
  }

  /** Starts one, unless one is running; it goes on when this has returned. */
  async start(requestedBy: string): Promise<void> {
    const [newest] = await this.#options.store.newest(1);
    const runs =
      newest && newest.finishedAt === undefined && newest.problem === undefined;
    if (!runs && !this.#running) {
      this.#running = this.run({ requestedBy })
        .catch(() => {})
        .finally(() => {
          this.#running = undefined;
        });
    }
  }

  /** Runs one to its end. */
  async run(options: {
    requestedBy: string;
    signal?: AbortSignal;
  }): Promise<VerificationReport> {
    const { store, ledger, logger } = this.#options;
    const id = await store.begin(options.requestedBy);
    let told = performance.now();
    const onProgress = (done: number) => {
      if (performance.now() - told > PROGRESS_MS) {
        told = performance.now();
        store.progress(id, done).catch(() => {});
      }
    };
    try {
      const report = await ledger.verify({
        signal: options.signal,
        onProgress,
      });
      await store.finish(id, { report });
      await this.#alarm(report);
      await store.forget({ before: new Date(Date.now() - KEPT_MS) });
      return report;
    } catch (error) {
      logger.error('The ledger could not be verified', toError(error));
      await store
        .finish(id, { problem: toError(error).message })
        .catch(() => {});
      throw error;
    }
  }

  async #alarm(report: VerificationReport): Promise<void> {
    if (report.intact) {
      return;
    }
    const [first] = report.findings;
    const more = report.findings.length - 1;
    await this.#options.alarms.raise({
      code: 'verification-failed',
      sentence: `A full verification found that the ledger is not as it was recorded. ${
        first.sentence
      }${more > 0 ? ` ${more} more findings are on the Audit page.` : ''}`,
      stops: true,
    });
  }
}
