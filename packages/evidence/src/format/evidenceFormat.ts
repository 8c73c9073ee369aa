/**
 * The name of the format of an evidence package. Another number means that a
 * reader of this one must refuse it.
 *
 * @public
 */
export const evidenceFormat = 'understudy-evidence/1';
