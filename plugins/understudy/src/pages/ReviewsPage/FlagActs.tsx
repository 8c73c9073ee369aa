import { Link } from '@backstage/ui';
import { StatusChip } from '../../components/StatusChip';
import { formatMoment } from '../../formatMoment';
import type { ReviewFlagDetail } from '../../reviews/ReviewTypes';
import { useText } from '../../translation';
import { shortRef } from '../../shortRef';
import styles from './ReviewsPage.module.css';

const tones = {
  waiting: 'neutral',
  delivered: 'good',
  failed: 'bad',
} as const;

/** All that was done about a flag, each with its entry in the ledger. */
export function FlagActs(props: { detail: ReviewFlagDetail }) {
  const { acts, followUps } = props.detail;
  const t = useText();
  return (
    <>
      {followUps.length > 0 && (
        <ul className={styles.acts} aria-label={t('reviews.followUps')}>
          {followUps.map(each => (
            <li key={each.id}>
              <StatusChip tone={tones[each.status]}>
                {t(`reviews.followUpState.${each.status}`)}
              </StatusChip>{' '}
              {[each.ticket, each.problem].filter(Boolean).join(' · ')}
            </li>
          ))}
        </ul>
      )}
      <h4 className={styles.soft}>{t('reviews.history')}</h4>
      {acts.length === 0 ? (
        <p className={styles.soft}>{t('reviews.noActs')}</p>
      ) : (
        <ol className={styles.acts} aria-label={t('reviews.history')}>
          {acts.map(act => (
            <li key={act.id}>
              <strong>{t(`reviews.act.${act.kind}`)}</strong>{' '}
              {[
                act.assignee && shortRef(act.assignee),
                act.closeReason && t(`reviews.closeReason.${act.closeReason}`),
              ]
                .filter(Boolean)
                .join(' · ')}
              {act.text && <p>{act.text}</p>}
              <small>
                {shortRef(act.by)} · {formatMoment(act.at)} ·{' '}
                <Link href={`../audit?last=all&entry=${act.entryId}`}>
                  {t('reviews.entry')}
                </Link>
              </small>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
