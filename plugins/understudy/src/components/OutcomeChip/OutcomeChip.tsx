import type { EntryOutcome } from '@understudy/plugin-understudy-common';
import type { AuditEntry } from '../../audit/AuditEntry';
import { useText } from '../../translation';
import { StatusChip } from '../StatusChip';

/** How an entry ended; an intent shows how it was closed, and what merely happened is recorded. */
export function OutcomeChip(props: {
  entry: Pick<AuditEntry, 'entry' | 'closed'>;
}) {
  const { entry, closed } = props.entry;
  const t = useText();
  const outcome = entry.outcome ?? closed?.outcome;
  return outcome ? (
    <StatusChip tone={toneOf(outcome)}>
      {t(`entry.outcome.${outcome}`)}
    </StatusChip>
  ) : (
    <StatusChip tone="neutral">{t(`entry.kind.${entry.kind}`)}</StatusChip>
  );
}

function toneOf(
  outcome: EntryOutcome,
): 'good' | 'attention' | 'bad' | 'neutral' {
  switch (outcome) {
    case 'success':
      return 'good';
    case 'failure':
    case 'denied':
      return 'bad';
    case 'cancelled':
      return 'neutral';
    default:
      return 'attention';
  }
}
