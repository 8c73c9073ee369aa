/**
 * What the operations do not implement yet, as the contract suite names it.
 * What is implemented must leave this list, since the tests compare it.
 */
export const notImplemented: readonly string[] = [
  'kubernetes:rollout-restart apply',
  'kubernetes:rollout-restart verify',
  'kubernetes:scale apply',
  'kubernetes:scale capture',
  'kubernetes:scale undo',
  'kubernetes:scale verify',
];
