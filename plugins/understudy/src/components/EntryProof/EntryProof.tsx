import type { AuditEntry } from '../../audit/AuditEntry';
import type { LedgerProof } from '../../proof/LedgerProof';
import { useText } from '../../translation';
import { StatusChip } from '../StatusChip';

/** Whether one entry verifies in this browser, in a chip. */
export function EntryProof(props: {
  entry: Pick<AuditEntry, 'id' | 'index' | 'fieldProblem'>;
  proof: LedgerProof;
}) {
  const { entry, proof } = props;
  const t = useText();
  const { verdict } = proof;
  const found = proof.entries.get(entry.id);
  if (found?.state === 'altered' || entry.fieldProblem !== undefined) {
    return <StatusChip tone="bad">{t('proof.entry.altered')}</StatusChip>;
  }
  if (verdict && verdict.problems.length > 0) {
    return <StatusChip tone="bad">{t('proof.headline.broken')}</StatusChip>;
  }
  if (found?.state === 'waiting') {
    return <StatusChip tone="neutral">{t('proof.entry.waiting')}</StatusChip>;
  }
  if (found?.state !== 'included' || !verdict) {
    return <StatusChip tone="neutral">{t('proof.entry.unknown')}</StatusChip>;
  }
  switch (verdict.signature.kind) {
    case 'verified':
      return (
        <StatusChip tone="good">
          {t(
            entry.index < (verdict.anchor?.size ?? 0)
              ? 'proof.entry.anchored'
              : 'proof.entry.included',
          )}
        </StatusChip>
      );
    case 'unsupported':
      return (
        <StatusChip tone="attention">
          {t('proof.headline.unsupported')}
        </StatusChip>
      );
    default:
      return (
        <StatusChip tone="attention">{t('proof.headline.unsigned')}</StatusChip>
      );
  }
}
