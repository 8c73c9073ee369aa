/** What policy may take; beyond it, it counts as not evaluated. */
export const policyLimits = {
  /** How long one evaluation may take. */
  evaluationMs: 250,
  /** How long it may take until the engine is loaded, on a busy machine. */
  startMs: 15_000,
  /** How long a request waits in all while others are before it. */
  waitMs: 5000,
  /** How large an input may be, as canonical JSON. */
  inputBytes: 512 * 1024,
  /** How large guardrails may be, as JSON. */
  dataBytes: 2 * 1024 * 1024,
  /** How large an answer of a policy server may be. */
  answerBytes: 512 * 1024,
  /** How many requests may wait at once. */
  pending: 5000,
  /** How much memory an evaluation may take, in pages of 64 KiB. */
  memoryPages: 1024,
} as const;
