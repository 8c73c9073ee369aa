/**
 * How something ended.
 *
 * @public
 */
export const entryOutcomes = [
  'success',
  'failure',
  'partial',
  'denied',
  'cancelled',
  'rolled_back',
  'unverified',
] as const;

/**
 * One of the {@link entryOutcomes}.
 *
 * @public
 */
export type EntryOutcome = (typeof entryOutcomes)[number];
