import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import styles from './EntryWords.module.css';

/** What was done: the action, and the command where there is one. */
export function EntryWhat(props: { entry: LedgerEntry }) {
  const { action, operationType, commandText, scope } = props.entry;
  const t = useText();
  const what = commandText ?? scope?.resources?.join(', ');
  return (
    <span className={styles.words}>
      <strong>{t(`entry.operationType.${operationType}`)}</strong>
      <small className={styles.code} title={what ?? action}>
        {what ?? action}
      </small>
    </span>
  );
}
