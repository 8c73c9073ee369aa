import type { AuditEntry } from '../../audit/AuditEntry';
import { useText } from '../../translation';
import styles from './EntryDetail.module.css';

/** What went wrong and what was tried, for an entry that failed. */
export function EntryFailure(props: { item: AuditEntry }) {
  const { entry, closed } = props.item;
  const t = useText();
  const context = entry.errorContext ?? closed?.errorContext;
  const recovery = entry.recoveryActions ?? closed?.recoveryActions;
  if (!context && !recovery) {
    return null;
  }
  const message = context?.message;
  return (
    <section className={styles.failure}>
      <h4>{t('entry.error')}</h4>
      {typeof message === 'string' && <p>{message}</p>}
      {context && (
        <pre className={styles.small}>
          {JSON.stringify(context, undefined, 2)}
        </pre>
      )}
      <h4>{t('entry.recovery')}</h4>
      {recovery && recovery.length > 0 ? (
        <ol>
          {recovery.map((action, index) => (
            <li key={index}>{action}</li>
          ))}
        </ol>
      ) : (
        <p>{t('entry.recoveryNone')}</p>
      )}
    </section>
  );
}
