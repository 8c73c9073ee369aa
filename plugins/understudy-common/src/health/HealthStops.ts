/**
 * What does not work while a health check has failed.
 *
 * @public
 */
export type HealthStops =
  | 'nothing'
  | 'writes'
  | 'sensitive-reads'
  | 'everything';
