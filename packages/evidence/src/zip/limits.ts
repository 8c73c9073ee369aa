/** How much a package may hold; what claims more is refused unread. */
export const limits = {
  files: 1_000,
  unpackedBytes: 256 * 2 ** 30,
  /** Of files that are read as a whole. */
  wholeBytes: 8 * 2 ** 20,
  /** Of one line of JSON, in bytes, or one row of CSV, in characters. */
  lineBytes: 8 * 2 ** 20,
  /** How many problems are kept in full; all are counted. */
  problems: 200,
  /** How many entries that do not fit are compared with each other. */
  mismatches: 20_000,
  /** How many redactions may wait for the entry that records them. */
  redactions: 200_000,
} as const;
