import type { ReactNode } from 'react';
import styles from './EntryDetail.module.css';

/** A name and what it is; nothing at all where there is nothing to say. */
export function EntryFact(props: { name: string; children: ReactNode }) {
  const { name, children } = props;
  // Callers write `condition && words`: what is falsy is not there.
  if (!children) {
    return null;
  }
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
