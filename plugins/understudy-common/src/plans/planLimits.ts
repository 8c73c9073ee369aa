/**
 * How large a plan may be.
 *
 * @public
 */
export const planLimits = {
  /** Steps of one plan. */
  steps: 50,
  /** Bytes of the input of one step, as canonical JSON. */
  inputBytes: 65_536,
  /** Characters of the intent, and of the reason. */
  textLength: 4_000,
  /** Characters of the title of a step. */
  titleLength: 300,
  /** Characters of a plan that is imported. */
  importLength: 8_388_608,
  /** How deep the input of a step may be nested. */
  inputDepth: 32,
} as const;
