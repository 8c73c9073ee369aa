/**
 * What one look at the effect of a step showed.
 *
 * @public
 */
export interface VerificationEvidence {
  /** When, as an ISO time. */
  at: string;
  /** What was seen, in one sentence. */
  sentence: string;
  /** Whether it speaks for success. */
  ok: boolean;
}

/**
 * Whether a step had the effect that its preview promised.
 *
 * @public
 */
export interface Verification {
  /** Whether all of it was seen to be so. */
  verified: boolean;
  /** The result in one sentence. */
  summary: string;
  /** What it rests on. */
  evidence: readonly VerificationEvidence[];
}
