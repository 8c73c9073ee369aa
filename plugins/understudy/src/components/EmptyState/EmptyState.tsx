import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

/** Says that there is nothing, why that is so, and what would change it. */
export function EmptyState(props: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  const { title, children, action } = props;
  return (
    <div className={styles.empty}>
      <Text as="p" weight="bold">
        {title}
      </Text>
      <Text as="p" color="secondary">
        {children}
      </Text>
      {action}
    </div>
  );
}
