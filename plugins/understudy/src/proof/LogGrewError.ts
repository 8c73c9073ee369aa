import { CustomErrorBase } from '@backstage/errors';

/** The proofs lead to a newer checkpoint than the one that was looked at. */
export class LogGrewError extends CustomErrorBase {
  name = 'LogGrewError' as const;

  constructor() {
    super('The log grew while it was looked at.');
  }
}
