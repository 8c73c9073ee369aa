import type { EnvironmentName } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import styles from './EnvironmentBanner.module.css';

/** Says where one is, on every screen about a running system. Production is red and says so. */
export function EnvironmentBanner(props: {
  environment: EnvironmentName;
  clusters: readonly string[];
  /** True when production rules hold only because nothing is known. */
  assumed?: boolean;
  namespace?: string;
  alsoIn?: readonly EnvironmentName[];
  note?: string;
}) {
  const { environment, clusters, assumed, namespace, alsoIn, note } = props;
  const t = useText();
  const names = clusters.join(', ');
  const parts = [
    clusters.length > 0 &&
      t('environment.clusters', { count: clusters.length, names }),
    assumed && t('environment.assumed'),
    namespace && t('environment.namespace', { name: namespace }),
    alsoIn &&
      alsoIn.length > 0 &&
      t('environment.alsoIn', {
        names: alsoIn
          .map(name =>
            t(`environment.${name}`).toLocaleLowerCase(navigator.language),
          )
          .join(', '),
      }),
    note,
  ].filter(Boolean);
  return (
    <p className={styles.banner} data-environment={environment}>
      <span className={styles.dot} aria-hidden="true" />
      <strong>{t(`environment.${environment}`)}</strong>
      <span className={styles.parts}>{parts.join(' · ')}</span>
    </p>
  );
}
