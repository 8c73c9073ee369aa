import { Skeleton, VisuallyHidden } from '@backstage/ui';
import { useText } from '../../translation';
import styles from './LoadingState.module.css';

/** Holds the place of what is being asked for, and says so to those who cannot see it. */
export function LoadingState(props: { lines?: number }) {
  const { lines = 3 } = props;
  const t = useText();
  return (
    <div className={styles.loading} role="status">
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={18} width={`${92 - (index % 3) * 17}%`} />
      ))}
    </div>
  );
}
