/**
 * The days of the week.
 *
 * @public
 */
export const weekdays = [
  'mon',
  'tue',
  'wed',
  'thu',
  'fri',
  'sat',
  'sun',
] as const;

/**
 * One of the {@link weekdays}.
 *
 * @public
 */
export type Weekday = (typeof weekdays)[number];
