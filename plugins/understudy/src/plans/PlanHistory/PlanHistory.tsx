import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { Link } from '@backstage/ui';
import { formatMoment } from '../../formatMoment';
import { useConsolePath } from '../../hooks/useConsolePath';
import { PlanStateChip } from '../../path/PlanStateChip';
import { SafeText } from '../../path/SafeText';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import styles from './PlanHistory.module.css';

/** Where a plan has been, the newest first; each step leads to its entry in the ledger. */
export function PlanHistory(props: { detail: PlanDetail }) {
  const { transitions, plan } = props.detail;
  const consolePath = useConsolePath();
  const t = useText();
  return (
    <ol className={styles.history} aria-label={t('plans.history')}>
      {transitions.map((each, index) => (
        <li key={index}>
          <PlanStateChip state={each.to} />{' '}
          <small>
            <SafeText text={shortRef(each.by)} /> · {formatMoment(each.at)}
            {each.entryId && (
              <>
                {' · '}
                <Link
                  href={`${consolePath}/audit?last=all&entry=${each.entryId}`}
                >
                  {t('plans.entry')}
                </Link>
              </>
            )}
          </small>
          {each.sentence && (
            <p>
              <SafeText text={each.sentence} />
            </p>
          )}
        </li>
      ))}
      <li>
        <PlanStateChip state="draft" />{' '}
        <small>
          <SafeText text={shortRef(plan.agent ?? plan.requestedBy)} /> ·{' '}
          {formatMoment(plan.createdAt)}
        </small>
      </li>
    </ol>
  );
}
