import type { GuardrailChange } from '@understudy/plugin-understudy-common';
import { Difference } from '../../path/Difference';

/** Where two versions of the guardrails differ; entries of lists by what they are known by. */
export function GuardrailChanges(props: {
  changes: readonly GuardrailChange[];
}) {
  return (
    <Difference
      changes={props.changes.map(({ pointer, entry, before, after }) => ({
        path: pointer,
        note: entry,
        before,
        after,
      }))}
    />
  );
}
