import type { Knex } from 'knex';
import { FlagStore } from '../ledger/reviews/FlagStore';
import type { MandatoryReviews } from './types';

const HOUR_MS = 60 * 60_000;

/**
 * Raises a flag on the Reviews page for every use of a shorter way. The job that
 * looks for anomalies records it in the ledger, as it does with all flags.
 */
export function createMandatoryReviews(options: {
  knex: Knex;
}): MandatoryReviews {
  const flags = new FlagStore(options.knex);
  return {
    async raise({ kind, plan, by, sentence, at }) {
      await flags.raise(
        {
          detector: kind,
          // One for each plan: nobody closes two with one look.
          subject: plan.id,
          actor: by,
          operationType: 'approval',
          hour: Math.floor(at / HOUR_MS),
          sentence,
          numbers: { reviewHours: plan.decision?.reviewHours ?? 24 },
          entryIds: [],
          entityRefs: [plan.content.entityRef],
        },
        at,
      );
    },
  };
}
