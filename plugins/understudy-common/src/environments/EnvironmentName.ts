/**
 * The four environments, from the freest to the strictest.
 *
 * @public
 */
export const environmentNames = [
  'development',
  'test',
  'pre-production',
  'production',
] as const;

/**
 * The name of an environment.
 *
 * @public
 */
export type EnvironmentName = (typeof environmentNames)[number];
