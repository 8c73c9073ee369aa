import { StatusChip } from '../../components/StatusChip';
import { formatMoment } from '../../formatMoment';
import type { ReviewFlag } from '../../reviews/ReviewTypes';
import { useText } from '../../translation';
import { shortRef } from '../../shortRef';
import styles from './ReviewsPage.module.css';

/** One flag in the queue: what was seen, of whom, when, and who looks after it. */
export function FlagRow(props: {
  flag: ReviewFlag;
  isOpen: boolean;
  onOpen: () => void;
}) {
  const { flag, isOpen, onOpen } = props;
  const t = useText();
  return (
    <li>
      <button
        type="button"
        className={styles.flag}
        aria-current={isOpen || undefined}
        data-flag={flag.id}
        onClick={onOpen}
      >
        <span className={styles.flagHead}>
          <strong>{t(`reviews.detector.${flag.detector}`)}</strong>
          <StatusChip tone={flag.status === 'open' ? 'attention' : 'neutral'}>
            {flag.status === 'open'
              ? t('reviews.state.open')
              : t(`reviews.closeReason.${flag.closeReason ?? 'other'}`)}
          </StatusChip>
        </span>
        <span>{flag.sentence}</span>
        <small>
          {[
            shortRef(flag.actor),
            t('reviews.lastSeen', { time: formatMoment(flag.lastSeenAt) }),
            flag.times > 1 && t('reviews.times', { count: flag.times }),
            flag.assignee
              ? t('reviews.assignedTo', { who: shortRef(flag.assignee) })
              : t('reviews.nobody'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </button>
    </li>
  );
}
