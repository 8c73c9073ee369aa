import { Button, ButtonIcon, Link } from '@backstage/ui';
import { RiArrowLeftLine, RiCloseLine } from '@remixicon/react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { EntityLink } from '../../components/EntityLink';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { StatusChip } from '../../components/StatusChip';
import { formatMoment } from '../../formatMoment';
import { formatNumber } from '../../formatNumber';
import { useFlag } from '../../hooks/useFlag';
import type { ReviewFlagDetail } from '../../reviews/ReviewTypes';
import { isWritten } from '../../isWritten';
import { useText } from '../../translation';
import { FlagActs } from './FlagActs';
import { FlagForm } from './FlagForm';
import { shortRef } from '../../shortRef';
import styles from './ReviewsPage.module.css';

/** One flag with its numbers, its entries, all that was done about it, and what can be done. */
export function FlagPanel(props: {
  flagId: string;
  onChanged: () => void;
  onClose: () => void;
}) {
  const { flagId, onChanged, onClose } = props;
  const t = useText();
  const { value, error, retry } = useFlag(flagId);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !isWritten(event.target)) {
      onClose();
    }
  };
  return (
    // Escape closes it from wherever in it the focus is.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      className={styles.panel}
      ref={panel}
      tabIndex={-1}
      aria-label={t('reviews.panel')}
      onKeyDown={onKeyDown}
    >
      <Button
        size="small"
        variant="tertiary"
        className={styles.back}
        iconStart={<RiArrowLeftLine />}
        onPress={onClose}
      >
        {t('audit.back')}
      </Button>
      {error && !value && <ProblemState error={error} onRetry={retry} />}
      {!value && !error && <LoadingState lines={6} />}
      {value && (
        <>
          <Head detail={value} onClose={onClose} />
          <FlagForm
            flag={value.flag}
            onDone={() => {
              retry();
              onChanged();
            }}
          />
          <FlagActs detail={value} />
        </>
      )}
    </aside>
  );
}

function Head(props: { detail: ReviewFlagDetail; onClose: () => void }) {
  const { flag } = props.detail;
  const t = useText();
  return (
    <>
      <div className={styles.flagHead}>
        <h3>{t(`reviews.detector.${flag.detector}`)}</h3>
        <StatusChip tone={flag.status === 'open' ? 'attention' : 'neutral'}>
          {flag.status === 'open'
            ? t('reviews.state.open')
            : t(`reviews.closeReason.${flag.closeReason ?? 'other'}`)}
        </StatusChip>
        <ButtonIcon
          size="small"
          variant="tertiary"
          className={styles.close}
          icon={<RiCloseLine />}
          aria-label={t('entry.close')}
          onPress={props.onClose}
        />
      </div>
      <p>{flag.sentence}</p>
      <p className={styles.soft}>{t(`reviews.why.${flag.detector}`)}</p>
      <dl className={styles.numbers}>
        {Object.entries(flag.numbers).map(([name, number]) => (
          <div key={name}>
            <dt>{wordsOfName(name)}</dt>
            <dd>{formatNumber(number)}</dd>
          </div>
        ))}
        <div>
          <dt>{t('reviews.who')}</dt>
          <dd>{shortRef(flag.actor)}</dd>
        </div>
        <div>
          <dt>{t('reviews.first')}</dt>
          <dd>{formatMoment(flag.raisedAt)}</dd>
        </div>
        <div>
          <dt>{t('reviews.assignee')}</dt>
          <dd>
            {flag.assignee ? shortRef(flag.assignee) : t('reviews.nobody')}
          </dd>
        </div>
      </dl>
      {flag.entityRefs.length > 0 && (
        <p>
          {flag.entityRefs.map((ref, index) => (
            <span key={ref}>
              {index > 0 && ', '}
              <EntityLink entityRef={ref} />
            </span>
          ))}
        </p>
      )}
      {flag.entryIds.length > 0 && (
        <p>
          {t('reviews.entries')}{' '}
          {flag.entryIds.map((id, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <Link href={`../audit?last=all&entry=${id}`}>
                {String(index + 1)}
              </Link>
            </span>
          ))}
        </p>
      )}
    </>
  );
}

/** `failuresInHour` as `failures in hour`: the detectors name their own numbers. */
function wordsOfName(name: string): string {
  return name.replace(/([A-Z])/g, ' $1').toLocaleLowerCase('en-GB');
}
