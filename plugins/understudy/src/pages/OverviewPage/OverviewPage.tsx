import { Container } from '@backstage/ui';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { Section } from '../../components/Section';
import { useMyPermissions } from '../../hooks/useMyPermissions';
import { useOwnedEntities } from '../../hooks/useOwnedEntities';
import { useText } from '../../translation';
import { HealthSummary } from './HealthSummary';
import { OwnedEntities } from './OwnedEntities';
import { TryFirst } from './TryFirst';
import { WhoIAm } from './WhoIAm';
import styles from './OverviewPage.module.css';

/** Who I am here, what is mine, and what to try first. */
export function OverviewPage() {
  const t = useText();
  const mine = useMyPermissions();
  const owned = useOwnedEntities(mine.value?.user.ownershipRefs);

  if (mine.error) {
    return (
      <Container pb="6">
        <ProblemState error={mine.error} onRetry={mine.retry} />
      </Container>
    );
  }
  return (
    <Container pb="6">
      <div className={styles.page}>
        <h2 className={styles.title}>{t('overview.title')}</h2>
        <div className={styles.columns}>
          <div className={styles.main}>
            <TryFirst entity={owned.value?.suggestion} />
            <OwnedEntities
              owned={owned.value}
              error={owned.error}
              onRetry={owned.retry}
            />
          </div>
          <div className={styles.side}>
            <Section title={t('overview.you')}>
              {mine.value ? <WhoIAm mine={mine.value} /> : <LoadingState />}
            </Section>
            <HealthSummary />
          </div>
        </div>
      </div>
    </Container>
  );
}
