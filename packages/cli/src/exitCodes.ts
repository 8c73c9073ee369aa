/** What the program says by its exit code. */
export const exitCodes = {
  /** All that could be proved was proved. */
  verified: 0,
  /** Something is wrong with the package. */
  refused: 1,
  /** The program was called in a way that it does not understand. */
  usage: 2,
  /** Nothing is wrong, but something that could have been proved is open. */
  limited: 3,
} as const;
