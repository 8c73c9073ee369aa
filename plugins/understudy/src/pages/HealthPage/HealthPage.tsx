import { Button, Container } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { CopyButton } from '../../components/CopyButton';
import { EmptyState } from '../../components/EmptyState';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { Section } from '../../components/Section';
import { useHealth } from '../../hooks/useHealth';
import { useText } from '../../translation';
import { HealthCheck } from './HealthCheck';
import { HealthHeadline } from './HealthHeadline';
import { healthAsText } from './healthAsText';
import styles from './HealthPage.module.css';

/** Every check with its state, what it stops, and what to do. */
export function HealthPage() {
  const t = useText();
  const { value, error, loading, retry } = useHealth();
  return (
    <Container pb="6">
      <div className={styles.page}>
        <div className={styles.head}>
          <h2 className={styles.title}>{t('health.title')}</h2>
          <div className={styles.actions}>
            {value && !error && (
              <CopyButton
                text={healthAsText(value)}
                what={t('health.title')}
                label={t('health.copyAsText')}
              />
            )}
            <Button
              variant="secondary"
              size="small"
              iconStart={<RiRefreshLine />}
              isPending={loading}
              onPress={retry}
            >
              {loading ? t('health.refreshing') : t('health.refresh')}
            </Button>
          </div>
        </div>
        {error && <ProblemState error={error} onRetry={retry} />}
        {!error && !value && (
          <Section title={t('health.title')}>
            <LoadingState lines={6} />
          </Section>
        )}
        {!error && value && (
          <>
            <HealthHeadline report={value} />
            {value.checks.length === 0 ? (
              <EmptyState title={t('health.noneTitle')}>
                {t('health.noneSentence')}
              </EmptyState>
            ) : (
              <ul className={styles.checks}>
                {value.checks.map(check => (
                  <HealthCheck key={check.id} check={check} />
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </Container>
  );
}
