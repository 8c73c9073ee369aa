import type { EntityOperations } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import { EmptyState } from '../EmptyState';
import { EnvironmentChip } from '../EnvironmentChip';
import { TakeoverMeter } from '../TakeoverMeter';
import styles from './EnvironmentList.module.css';

/** The environments of an entity: its clusters there, the cap, and what a write asks for. */
export function EnvironmentList(props: {
  environments: EntityOperations['environments'];
}) {
  const t = useText();
  if (props.environments.length === 0) {
    return (
      <EmptyState title={t('operations.noEnvironmentsTitle')}>
        {t('operations.noEnvironmentsSentence')}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.list}>
      {props.environments.map(environment => (
        <li key={environment.name} className={styles.row}>
          <div className={styles.where}>
            <EnvironmentChip name={environment.name} />
            {environment.clusters.length > 0 ? (
              environment.clusters.map(cluster => (
                <code key={cluster}>{cluster}</code>
              ))
            ) : (
              <span className={styles.none}>
                {t('operations.noClusterHere')}
              </span>
            )}
          </div>
          <div>
            <TakeoverMeter cap={environment.cap} />
            <p className={styles.rules}>{environment.rules}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
