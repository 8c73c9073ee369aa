import { Button } from '@backstage/ui';
import { RiErrorWarningLine } from '@remixicon/react';
import { useText } from '../../translation';
import styles from './PartialState.module.css';

/** Stands where one part of a page is missing while the rest of it holds. */
export function PartialState(props: { children: string; onRetry: () => void }) {
  const { children, onRetry } = props;
  const t = useText();
  return (
    <div className={styles.partial} role="status">
      <RiErrorWarningLine size={18} aria-hidden="true" />
      <span>{children}</span>
      <Button size="small" variant="secondary" onPress={onRetry}>
        {t('common.tryAgain')}
      </Button>
    </div>
  );
}
