/**
 * Through which door something came.
 *
 * @public
 */
export const entrySources = [
  'ui',
  'slack',
  'cli',
  'api',
  'scheduler',
  'webhook',
  'system',
] as const;

/**
 * One of the {@link entrySources}.
 *
 * @public
 */
export type EntrySource = (typeof entrySources)[number];
