import {
  getCompoundEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { EntityApprovalsCard } from '../../approvals/EntityApprovalsCard';
import { ClusterList } from '../../components/ClusterList';
import { EntityAuditTimelineCard } from '../../components/EntityAuditTimelineCard';
import { EntityFacts } from '../../components/EntityFacts';
import { EnvironmentList } from '../../components/EnvironmentList';
import { LoadingState } from '../../components/LoadingState';
import { NextStep } from '../../components/NextStep';
import { ProblemState } from '../../components/ProblemState';
import { Section } from '../../components/Section';
import { useEntityOperations } from '../../hooks/useEntityOperations';
import { EntityPlans } from '../../plans/EntityPlans';
import { PolicyStopped } from '../../policies/PolicyStopped';
import { TakeoverCard } from '../../policies/TakeoverCard';
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
      <PolicyStopped />
      <OperationsBanner clusters={value.clusters} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <NextStep step={value.nextStep} />
          <EntityPlans entityRef={stringifyEntityRef(entity)} />
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
          <EntityApprovalsCard />
          <TakeoverCard />
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
