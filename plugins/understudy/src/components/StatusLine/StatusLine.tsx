import type { ComponentProps, ReactNode } from 'react';
import { StatusChip } from '../StatusChip';
import styles from './StatusLine.module.css';

/** One line that says a state in a word, then in a sentence, then offers a way on. */
export function StatusLine(props: {
  tone: ComponentProps<typeof StatusChip>['tone'];
  word: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  const { tone, word, children, action } = props;
  return (
    <div className={styles.line}>
      <StatusChip tone={tone}>{word}</StatusChip>
      <span className={styles.sentence}>{children}</span>
      {action}
    </div>
  );
}
