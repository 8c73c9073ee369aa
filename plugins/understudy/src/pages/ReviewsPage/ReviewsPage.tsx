import { Button, Container, Select } from '@backstage/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { EmptyState } from '../../components/EmptyState';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { Section } from '../../components/Section';
import { useFlags } from '../../hooks/useFlags';
import { useText } from '../../translation';
import { FlagPanel } from './FlagPanel';
import { FlagRow } from './FlagRow';
import styles from './ReviewsPage.module.css';

const detectors = [
  'error-rate',
  'operations-per-hour',
  'repeated-failures',
  'rare-type',
  'unusual-hours',
  'break-glass',
  'on-call-lane',
  'elevation',
] as const;

/** What the detectors found unusual, for people to look at, one by one. */
export function ReviewsPage() {
  const t = useText();
  const [address, setAddress] = useSearchParams();
  const status = address.get('status') === 'closed' ? 'closed' : 'open';
  const detector = detectors.find(each => each === address.get('detector'));
  const openId = address.get('flag') ?? undefined;
  const [cursors, setCursors] = useState<string[]>([]);
  const { value, error, loading, retry } = useFlags({
    status,
    detector,
    cursor: cursors[cursors.length - 1],
  });

  const go = (next: { status?: string; detector?: string; flag?: string }) => {
    const all = { status, detector, flag: openId, ...next };
    if ('status' in next || 'detector' in next) {
      setCursors([]);
    }
    setAddress(
      Object.fromEntries(
        Object.entries(all).filter((each): each is [string, string] =>
          Boolean(each[1]),
        ),
      ),
    );
  };

  return (
    <Container pb="6">
      <div className={styles.page}>
        <div className={styles.head}>
          <div>
            <h2 className={styles.title}>{t('reviews.title')}</h2>
            <p>{t('reviews.lead')}</p>
          </div>
          <div className={styles.filters}>
            <Select
              size="small"
              aria-label={t('reviews.status')}
              options={(['open', 'closed'] as const).map(each => ({
                value: each,
                label: t(`reviews.state.${each}`),
              }))}
              selectedKey={status}
              onSelectionChange={key =>
                go({ status: String(key), flag: undefined })
              }
            />
            <Select
              size="small"
              aria-label={t('reviews.detectorTitle')}
              options={[
                { value: 'any', label: t('reviews.anyDetector') },
                ...detectors.map(each => ({
                  value: each,
                  label: t(`reviews.detector.${each}`),
                })),
              ]}
              selectedKey={detector ?? 'any'}
              onSelectionChange={key =>
                go({
                  detector: key === 'any' ? undefined : String(key),
                  flag: undefined,
                })
              }
            />
          </div>
        </div>
        {error && <ProblemState error={error} onRetry={retry} />}
        {!error && !value && (
          <Section title={t('reviews.title')}>
            <LoadingState lines={5} />
          </Section>
        )}
        {!error && value && (
          <div className={styles.columns} data-open={openId ? '' : undefined}>
            <div className={styles.list} aria-busy={loading}>
              {value.items.length === 0 ? (
                <EmptyState
                  title={t(
                    status === 'open'
                      ? 'reviews.noneOpenTitle'
                      : 'reviews.noneClosedTitle',
                  )}
                >
                  {t(
                    status === 'open'
                      ? 'reviews.noneOpenSentence'
                      : 'reviews.noneClosedSentence',
                  )}
                </EmptyState>
              ) : (
                <ul className={styles.flags} aria-label={t('reviews.title')}>
                  {value.items.map(flag => (
                    <FlagRow
                      key={flag.id}
                      flag={flag}
                      isOpen={flag.id === openId}
                      onOpen={() => go({ flag: flag.id })}
                    />
                  ))}
                </ul>
              )}
              {(value.nextCursor || cursors.length > 0) && (
                <div className={styles.pages}>
                  <Button
                    size="small"
                    variant="secondary"
                    isDisabled={cursors.length === 0}
                    onPress={() => setCursors(cursors.slice(0, -1))}
                  >
                    {t('audit.newer')}
                  </Button>
                  <Button
                    size="small"
                    variant="secondary"
                    isDisabled={!value.nextCursor}
                    onPress={() => setCursors([...cursors, value.nextCursor!])}
                  >
                    {t('audit.older')}
                  </Button>
                </div>
              )}
            </div>
            {openId && (
              <FlagPanel
                key={openId}
                flagId={openId}
                onChanged={retry}
                onClose={() => go({ flag: undefined })}
              />
            )}
          </div>
        )}
      </div>
    </Container>
  );
}
