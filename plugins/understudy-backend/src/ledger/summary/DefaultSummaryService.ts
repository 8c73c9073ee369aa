import { InputError, NotFoundError } from '@backstage/errors';
import type { UserCredentials } from '../../access/types';
import type { ReviewAccess } from '../reviews/ReviewAccess';
import { dayOf, timeOfDay } from './dueDays';
import type { SummaryStore } from './SummaryStore';
import type { DailySummary, SummaryService } from './types';

/** Shows the summaries to whoever may read all of the ledger. */
export class DefaultSummaryService implements SummaryService {
  readonly #store: SummaryStore;
  readonly #access: ReviewAccess;

  constructor(options: { store: SummaryStore; access: ReviewAccess }) {
    this.#store = options.store;
    this.#access = options.access;
  }

  async list(
    request: { limit: number; before?: string },
    options: { credentials: UserCredentials },
  ): Promise<DailySummary[]> {
    await this.#access.assertMayReadAll(options.credentials);
    return this.#store.list(request);
  }

  async get(
    request: { day: string },
    options: { credentials: UserCredentials },
  ): Promise<DailySummary> {
    await this.#access.assertMayReadAll(options.credentials);
    const { from } = timeOfDay(request.day);
    if (Number.isNaN(from) || dayOf(from) !== request.day) {
      throw new InputError(
        'There is no such day: write for instance 2026-11-25',
      );
    }
    const summary = await this.#store.find(request.day);
    if (!summary) {
      throw new NotFoundError(
        `There is no summary of ${request.day}. One is made five minutes after a day is over in UTC, if the ledger had begun by then`,
      );
    }
    return summary;
  }
}
