/**
 * An index in a log or the size of one: any uint64. A `number` must be a safe
 * integer, larger ones are written as `bigint`.
 *
 * @public
 */
export type LogNumber = number | bigint;
