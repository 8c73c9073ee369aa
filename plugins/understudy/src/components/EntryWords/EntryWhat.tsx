import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import styles from './EntryWords.module.css';

/** What was done: the action, and the command where there is one. */
export function EntryWhat(props: { entry: LedgerEntry }) {
  const { action, operationType, commandText, scope } = props.entry;
  const t = useText();
  const on = commandText ?? scope?.resources?.join(', ');
  const what = on ? `${action} ${on}` : action;
  return (
    <span className={styles.words}>
      <strong>{t(`entry.operationType.${operationType}`)}</strong>
      <small className={styles.code} title={what}>
        {what}
      </small>
    </span>
  );
}
