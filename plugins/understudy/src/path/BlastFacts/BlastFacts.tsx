import { EntityLink } from '../../components/EntityLink';
import { useText } from '../../translation';
import type { Facts } from '../PathTypes';
import { SafeText } from '../SafeText';
import styles from './BlastFacts.module.css';

/** What a plan reaches, computed from its resolved targets and the catalog. */
export function BlastFacts(props: { blast: Facts['blast'] }) {
  const { targets, pods, owners, selectors, dependants, namespaces, clusters } =
    props.blast;
  const t = useText();
  return (
    <p className={styles.facts}>
      {[
        t('path.targets', { count: targets }),
        t('path.pods', { count: pods }),
        clusters.length > 1 && t('path.clusters', { count: clusters.length }),
        namespaces.length > 1 &&
          t('path.namespaces', { count: namespaces.length }),
      ]
        .filter(Boolean)
        .join(' · ')}
      {selectors.length > 0 && (
        <>
          {' · '}
          {t('path.hangsOnIt')} <SafeText text={selectors.join(', ')} />
        </>
      )}
      {owners.length > 0 && (
        <>
          {' · '}
          {t('path.ownedBy')} <SafeText text={owners.join(', ')} />
        </>
      )}
      {dependants.length > 0 && (
        <>
          {' · '}
          {t('path.dependants')}{' '}
          {dependants.map((ref, index) => (
            <span key={ref}>
              {index > 0 && ', '}
              <EntityLink entityRef={ref} />
            </span>
          ))}
        </>
      )}
    </p>
  );
}
