import type { EntityOperations } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import { EmptyState } from '../EmptyState';
import { StatusChip } from '../StatusChip';
import styles from './ClusterList.module.css';

/** The clusters that annotations of an entity name, and what this Backstage knows of each. */
export function ClusterList(props: { clusters: EntityOperations['clusters'] }) {
  const t = useText();
  if (props.clusters.length === 0) {
    return (
      <EmptyState title={t('operations.noClustersTitle')}>
        {t('operations.noClustersSentence')}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {props.clusters.map(cluster => (
        <li key={cluster.name} className={styles.cluster}>
          <div className={styles.head}>
            <strong>{cluster.name}</strong>
            {cluster.configured ? (
              <StatusChip tone="good">{t('operations.configured')}</StatusChip>
            ) : (
              <StatusChip tone="attention">
                {t('operations.notConfigured')}
              </StatusChip>
            )}
          </div>
          <p>
            {cluster.environmentSource === 'configuration'
              ? t('operations.environmentOf', {
                  environment: t(`environment.${cluster.environment}`),
                })
              : t('operations.environmentAssumed')}
          </p>
          {cluster.namespace && (
            <p>{t('operations.namespaceOf', { name: cluster.namespace })}</p>
          )}
          {!cluster.configured && (
            <p>{t('operations.notConfiguredSentence')}</p>
          )}
        </li>
      ))}
    </ul>
  );
}
