import type { Knex } from 'knex';
import { FlagStore } from '../ledger/reviews/FlagStore';
import type { ElevationReviews } from './types';

const HOUR_MS = 60 * 60_000;
const REVIEW_HOURS = 24;

/** Raises a flag on the Reviews page for every elevation that has ended. */
export function createElevationReviews(options: {
  knex: Knex;
}): ElevationReviews {
  const flags = new FlagStore(options.knex);
  return {
    async raise({ elevation, sentence, at }) {
      await flags.raise(
        {
          detector: 'elevation',
          // One for each elevation: nobody closes two with one look.
          subject: elevation.id,
          actor: elevation.requestedBy,
          operationType: 'elevation',
          hour: Math.floor(at / HOUR_MS),
          sentence,
          numbers: { reviewHours: REVIEW_HOURS, minutes: elevation.minutes },
          entryIds: [elevation.entryId, elevation.grantEntryId].flatMap(id =>
            id === undefined ? [] : [id],
          ),
          entityRefs: [elevation.entityRef],
        },
        at,
      );
    },
  };
}
