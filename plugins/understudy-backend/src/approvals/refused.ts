import { NotAllowedError } from '@backstage/errors';
import type { PlanDecision } from '@understudy/plugin-understudy-common';
import { withCode } from '../http/errorCode';

/** The refusal, with what to do about it and when it would be allowed. */
export function refused(decision: PlanDecision): Error {
  const first = decision.parts
    .filter(part => part.decision === 'deny')
    .flatMap(({ reasons }) => reasons)[0];
  const next = first?.nextAllowed
    ? ` It would be allowed from ${first.nextAllowed} on.`
    : '';
  return withCode(
    'plan-refused',
    new NotAllowedError(
      `${decision.sentence}${next} ${first?.remediation ?? ''}`.trim(),
    ),
  );
}
