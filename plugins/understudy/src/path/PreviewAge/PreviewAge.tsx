import { StatusChip } from '../../components/StatusChip';
import { useText } from '../../translation';
import { formatSpan } from '../formatSpan';
import type { StepPreview } from '../PathTypes';
import { useNow } from '../useNow';
import styles from './PreviewAge.module.css';

/** A dry run counts for ten minutes. */
const FRESH_MS = 10 * 60_000;

/** How old a dry run is, whether that still counts, and whether it was a real one. */
export function PreviewAge(props: {
  preview: Pick<StepPreview, 'at' | 'simulated'>;
}) {
  const { at, simulated } = props.preview;
  const t = useText();
  const age = useNow(1000).getTime() - Date.parse(at);
  return (
    <span className={styles.age}>
      {t(simulated ? 'path.simulatedAge' : 'path.dryRunAge', {
        span: formatSpan(age),
      })}{' '}
      {age > FRESH_MS && (
        <StatusChip tone="attention">{t('path.stale')}</StatusChip>
      )}
      {simulated && (
        <StatusChip tone="attention">{t('path.simulated')}</StatusChip>
      )}
    </span>
  );
}
