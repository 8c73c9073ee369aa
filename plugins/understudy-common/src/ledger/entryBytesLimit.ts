/**
 * How many bytes the canonical JSON of an entry may have: what transparency
 * logs take as one entry.
 *
 * @public
 */
export const entryBytesLimit = 65_535;
