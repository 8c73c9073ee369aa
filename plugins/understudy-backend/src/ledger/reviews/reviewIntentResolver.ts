import type { Knex } from 'knex';
import type { IntentResolver } from '../reconcile/IntentReconciler';

/** An act on a flag is stored with its intent, or was not done. */
export function reviewIntentResolver(knex: Knex): IntentResolver {
  return {
    knows: ({ operationType, contextTags }) =>
      operationType === 'review' && contextTags?.flag !== undefined,
    async resolve({ id }) {
      const act = await knex('review_acts').where({ entry_id: id }).first('id');
      return act
        ? {
            outcome: 'success',
            reason: 'It was done; the process stopped before it said so',
          }
        : {
            outcome: 'cancelled',
            reason: 'It was not done: the process stopped before',
          };
    },
  };
}
