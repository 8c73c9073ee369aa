/**
 * What a takeover level makes of a step that software wants to do:
 * - `none`: nothing is proposed
 * - `propose`: a person does it, under their own name
 * - `approve`: software does it after approval
 * - `approve-review`: as before, and a person reviews it afterwards
 * - `auto-listed`: as `auto`, but only where the tier is listed for the environment
 * - `auto`: software does it by itself, from rollout stage 2 on; before, as `approve`
 * - `auto-review`: as `auto`, and a person reviews it afterwards
 * - `auto-last`: as `auto`, but only from rollout stage 3 on
 *
 * Reads that are `auto` wait for no stage.
 *
 * @public
 */
export const takeoverActions = [
  'none',
  'propose',
  'approve',
  'approve-review',
  'auto-listed',
  'auto',
  'auto-review',
  'auto-last',
] as const;

/**
 * One of the {@link takeoverActions}.
 *
 * @public
 */
export type TakeoverAction = (typeof takeoverActions)[number];
