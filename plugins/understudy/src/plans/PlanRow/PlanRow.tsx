import type { PlanSummary } from '@understudy/plugin-understudy-common';
import { Link } from '@backstage/ui';
import { EnvironmentChip } from '../../components/EnvironmentChip';
import { formatMoment } from '../../formatMoment';
import { useConsolePath } from '../../hooks/useConsolePath';
import { Countdown } from '../../path/Countdown';
import { PlanStateChip } from '../../path/PlanStateChip';
import { RiskChip } from '../../path/RiskChip';
import { SafeText } from '../../path/SafeText';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import styles from './PlanRow.module.css';

/** One plan in a list: what it does, where, how risky, how far it is, and who wants it. */
export function PlanRow(props: { plan: PlanSummary }) {
  const { plan } = props;
  const t = useText();
  const consolePath = useConsolePath();
  return (
    <li className={styles.row}>
      <Link
        className={styles.title}
        href={`${consolePath}/plans/${plan.id}`}
        weight="bold"
      >
        <SafeText text={plan.steps.join(', ') || plan.intent} />
      </Link>
      <span className={styles.chips}>
        <PlanStateChip state={plan.state} />
        {plan.environment && <EnvironmentChip name={plan.environment} />}
        {plan.tier && <RiskChip tier={plan.tier} critical={plan.critical} />}
      </span>
      <small>
        {[
          shortRef(plan.entityRef),
          plan.agent
            ? t('plans.byAgent', {
                agent: plan.agent,
                who: shortRef(plan.requestedBy),
              })
            : shortRef(plan.requestedBy),
          formatMoment(plan.changedAt),
          plan.revision > 1 &&
            t('path.revision', { revision: String(plan.revision) }),
        ]
          .filter(Boolean)
          .map((part, index) => (
            <span key={index}>
              {index > 0 && ' · '}
              <SafeText text={String(part)} />
            </span>
          ))}
        {plan.state === 'awaiting-approval' && plan.expiresAt && (
          <>
            {' · '}
            <Countdown until={plan.expiresAt} />
          </>
        )}
      </small>
    </li>
  );
}
