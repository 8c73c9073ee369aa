import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import { EnvironmentChip } from '../EnvironmentChip';
import styles from './EntryWords.module.css';

/** Where it reached: environment, cluster and namespace, or the entity alone. */
export function EntryWhere(props: { entry: LedgerEntry }) {
  const { environment, scope, entityRef, targetSystem } = props.entry;
  const t = useText();
  const place = [scope?.cluster, scope?.namespace].filter(Boolean).join('/');
  const entity = entityRef?.replace(/^[^:]*:(default\/)?/, '');
  const words = place || entity || targetSystem;
  return (
    <span className={styles.words}>
      {environment && <EnvironmentChip name={environment} />}
      {words ? (
        <span title={entityRef}>{words}</span>
      ) : (
        <small>{t('entry.nowhere')}</small>
      )}
    </span>
  );
}
