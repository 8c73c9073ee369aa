import type {
  ApprovalProgress as Progress,
  PlanApproval,
} from '@understudy/plugin-understudy-common';
import { formatMoment } from '../../formatMoment';
import { useText } from '../../translation';
import { Countdown } from '../Countdown';
import { PersonName } from '../PersonName';
import { SafeText } from '../SafeText';
import { initialsOf } from './initialsOf';
import styles from './ApprovalProgress.module.css';

/** Who approved and counts, who did and does not and why, who is missing, and how long there is. */
export function ApprovalProgress(props: {
  progress?: Progress;
  approvals: readonly PlanApproval[];
}) {
  const { progress, approvals } = props;
  const t = useText();
  return (
    <div className={styles.progress}>
      {progress && (
        <p className={styles.head}>
          <span>
            {progress.deniedBy ? (
              <>
                {t('path.deniedBy')}{' '}
                <PersonName entityRef={progress.deniedBy} />
              </>
            ) : (
              <strong>
                {t('path.quorumOf', {
                  given: String(progress.given),
                  needed: String(progress.needed),
                })}
              </strong>
            )}
          </span>
          {progress.expiresAt && !progress.met && (
            <span className={styles.soft}>
              <Countdown until={progress.expiresAt} />
            </span>
          )}
        </p>
      )}
      <ul className={styles.people} aria-label={t('path.approvals')}>
        {approvals.map(approval => (
          <Vote key={approval.id} approval={approval} />
        ))}
        {progress?.missing.map(({ id, count, groups }) => (
          <li key={id} data-state="missing">
            <span className={styles.face} aria-hidden="true" />
            <span className={styles.words}>
              <strong>{t('path.missingPeople', { count })}</strong>{' '}
              <span className={styles.soft}>
                {groups.length > 0
                  ? t('path.ofGroups', {
                      groups: groups.map(shortGroup).join(', '),
                    })
                  : t('path.anybodyElse')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Vote(props: { approval: PlanApproval }) {
  const { by, decision, at, comment, counts, why, presence } = props.approval;
  const t = useText();
  const said = decision === 'denied' ? 'denied' : 'counted';
  return (
    <li data-state={counts || decision === 'denied' ? said : 'ignored'}>
      <span className={styles.face} aria-hidden="true">
        {initialsOf(by)}
      </span>
      <span className={styles.words}>
        <PersonName entityRef={by} />{' '}
        <span className={styles.vote}>{t(`path.vote.${decision}`)}</span>{' '}
        <span className={styles.soft}>
          {formatMoment(at)}
          {presence && ` · ${presence.sentence}`}
        </span>
        {!counts && decision === 'approved' && (
          <span className={styles.why}>
            {t('path.doesNotCount')} {why && <SafeText text={why} />}
          </span>
        )}
        {comment && (
          <q className={styles.comment}>
            <SafeText multiline text={comment} />
          </q>
        )}
      </span>
    </li>
  );
}

function shortGroup(ref: string): string {
  return ref.replace(/^group:(default\/)?/, '');
}
