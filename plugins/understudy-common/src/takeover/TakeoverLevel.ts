/**
 * How far software may act by itself for one entity in one environment, from
 * watching to full autonomy.
 *
 * Not to be confused with change levels, which say how deep a change goes;
 * people always read "Takeover L2", never a bare "L2".
 *
 * @public
 */
export const takeoverLevels = [
  'L1_OBSERVATION',
  'L2_SUGGESTION',
  'L3_SEMI_AUTO',
  'L4_AUTO',
  'L5_FULLY_AUTONOMOUS',
] as const;

/**
 * One of the five takeover levels.
 *
 * @public
 */
export type TakeoverLevel = (typeof takeoverLevels)[number];
