import { Button, Container } from '@backstage/ui';
import { useState } from 'react';
import { EmptyState } from '../../components/EmptyState';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { Section } from '../../components/Section';
import { useSummaries } from '../../hooks/useSummaries';
import { useText } from '../../translation';
import { DaySummary } from './DaySummary';
import { OpenIntents } from './OpenIntents';
import styles from './SummariesPage.module.css';

/** What happened, one day at a time, and what was begun and never ended. */
export function SummariesPage() {
  const t = useText();
  const [days, setDays] = useState<string[]>([]);
  const { value, error, retry } = useSummaries(days[days.length - 1]);
  const last = value?.[value.length - 1]?.day;
  return (
    <Container pb="6">
      <div className={styles.page}>
        <div>
          <h2 className={styles.title}>{t('summaries.title')}</h2>
          <p>{t('summaries.lead')}</p>
        </div>
        {value && <OpenIntents />}
        {error && <ProblemState error={error} onRetry={retry} />}
        {!error && !value && (
          <Section title={t('summaries.title')}>
            <LoadingState lines={6} />
          </Section>
        )}
        {!error && value?.length === 0 && (
          <EmptyState title={t('summaries.noneTitle')}>
            {t('summaries.noneSentence')}
          </EmptyState>
        )}
        {!error &&
          value?.map(summary => (
            <DaySummary key={summary.day} summary={summary} />
          ))}
        {((value && value.length >= 30) || days.length > 0) && (
          <div className={styles.pages}>
            <Button
              size="small"
              variant="secondary"
              isDisabled={days.length === 0}
              onPress={() => setDays(days.slice(0, -1))}
            >
              {t('audit.newer')}
            </Button>
            <Button
              size="small"
              variant="secondary"
              isDisabled={!last || (value?.length ?? 0) < 30}
              onPress={() => last && setDays([...days, last])}
            >
              {t('audit.older')}
            </Button>
          </div>
        )}
      </div>
    </Container>
  );
}
