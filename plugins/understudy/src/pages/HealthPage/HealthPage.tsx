import { Button, Container } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { CopyButton } from '../../components/CopyButton';
import { EmptyState } from '../../components/EmptyState';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { Section } from '../../components/Section';
import { StatusChip } from '../../components/StatusChip';
import { useHealth } from '../../hooks/useHealth';
import { statusTone } from '../../statusTone';
import { useText } from '../../translation';
import { formatTime } from './formatTime';
import { HealthCheck } from './HealthCheck';
import { healthAsText } from './healthAsText';
import styles from './HealthPage.module.css';

const summaries = {
  ok: 'health.summaryOk',
  attention: 'health.summaryAttention',
  failed: 'health.summaryFailed',
} as const;

/** Every check with its state, what it stops, and what to do. */
export function HealthPage() {
  const t = useText();
  const { value, error, loading, retry } = useHealth();
  return (
    <Container py="4">
      <div className={styles.page}>
        <div className={styles.head}>
          <h1 className={styles.title}>{t('health.title')}</h1>
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
            <div
              className={styles.summary}
              data-tone={statusTone(value.status)}
              role="status"
            >
              <StatusChip tone={statusTone(value.status)}>
                {t(`health.${value.status}`)}
              </StatusChip>
              <strong>{t(summaries[value.status])}</strong>
              <small>
                {t('health.checkedAt', { time: formatTime(value.checkedAt) })}
              </small>
            </div>
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
