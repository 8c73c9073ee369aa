/**
 * How many bytes the sealed values of one entry may have in all.
 *
 * @public
 */
export const sealedBytesLimit = 262_144;
