import { getCompoundEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ClusterList } from '../../components/ClusterList';
import { EntityAuditTimelineCard } from '../../components/EntityAuditTimelineCard';
import { EntityFacts } from '../../components/EntityFacts';
import { EnvironmentList } from '../../components/EnvironmentList';
import { LoadingState } from '../../components/LoadingState';
import { NextStep } from '../../components/NextStep';
import { ProblemState } from '../../components/ProblemState';
import { Section } from '../../components/Section';
import { useEntityOperations } from '../../hooks/useEntityOperations';
import { useText } from '../../translation';
import { MyPermissionsSection } from './MyPermissionsSection';
import { OperationsBanner } from './OperationsBanner';
import styles from './OperationsContent.module.css';

/** The Operations tab: everything that is known about operating the entity one looks at. */
export function OperationsContent() {
  const { entity } = useEntity();
  const t = useText();
  const { value, error, retry } = useEntityOperations(
    getCompoundEntityRef(entity),
  );

  if (error) {
    return <ProblemState error={error} onRetry={retry} />;
  }
  if (!value) {
    return (
      <Section title={t('operations.title')}>
        <LoadingState lines={6} />
      </Section>
    );
  }
  return (
    <div className={styles.tab}>
      <OperationsBanner clusters={value.clusters} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <NextStep step={value.nextStep} />
          <Section
            title={t('operations.environments')}
            hint={t('operations.environmentsHint')}
          >
            <EnvironmentList environments={value.environments} />
          </Section>
          <EntityAuditTimelineCard />
          <MyPermissionsSection />
        </div>
        <div className={styles.side}>
          <Section title={t('operations.about')}>
            <EntityFacts operations={value} />
          </Section>
          <Section title={t('operations.clusters')}>
            <ClusterList clusters={value.clusters} />
          </Section>
        </div>
      </div>
    </div>
  );
}
