import { CustomErrorBase } from '@backstage/errors';

/** What is wrong with the signing keys. */
export type LedgerKeyProblem =
  | 'missing'
  | 'unreadable'
  | 'malformed'
  | 'duplicate'
  | 'witness'
  | 'wrong-name'
  | 'too-many';

/**
 * The log has no keys to sign with. Nothing can be recorded then, and what is
 * there can still be read. The sentences hold no part of a key.
 */
export class LedgerKeyError extends CustomErrorBase {
  name = 'LedgerKeyError' as const;
  readonly problem: LedgerKeyProblem;
  /** What to do about it. */
  readonly action: string;

  constructor(
    problem: LedgerKeyProblem,
    sentence: string,
    action: string,
    cause?: unknown,
  ) {
    super(sentence, cause);
    this.problem = problem;
    this.action = action;
  }
}
