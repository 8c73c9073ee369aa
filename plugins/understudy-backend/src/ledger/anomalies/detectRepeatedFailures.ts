import { toFinding } from './toFinding';
import { trailing } from './trailing';
import type { Detector, Finding } from './types';

/** The same kind of thing failed for somebody again and again. */
export const detectRepeatedFailures: Detector = (work, thresholds) => {
  const most = new Map<string, { count: number; finding: Finding }>();
  const failures = trailing(work, ({ failed, actor, type }) =>
    failed ? JSON.stringify([actor, type]) : undefined,
  );
  for (const { last, window } of failures) {
    const group = JSON.stringify([last.actor, last.type]);
    const count = window.length;
    const known = most.get(group);
    if (
      count >= thresholds.repeatedFailures &&
      (known === undefined || count > known.count)
    ) {
      most.set(group, {
        count,
        finding: toFinding({
          detector: 'repeated-failures',
          work,
          actor: last.actor,
          operationType: last.type,
          sentence: `${count} operations of type ${last.type} of ${last.actor} failed within 60 minutes`,
          numbers: { failed: count },
          evidence: window,
        }),
      });
    }
  }
  return Array.from(most.values(), ({ finding }) => finding);
};
