import type { ApprovalRequest } from '@understudy/plugin-understudy-common';
import { RiArrowDownSLine, RiArrowRightSLine } from '@remixicon/react';
import { EnvironmentChip } from '../../components/EnvironmentChip';
import { Countdown } from '../../path/Countdown';
import { RiskChip } from '../../path/RiskChip';
import { SafeText } from '../../path/SafeText';
import { PlanView } from '../../plans/PlanView';
import { usePlan } from '../../plans/usePlan';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import styles from './ApprovalsPage.module.css';

/** One request in the inbox; opened, it is the whole card. */
export function ApprovalItem(props: {
  planId: string;
  request?: ApprovalRequest;
  isOpen: boolean;
  onToggle: () => void;
  onDone: () => void;
}) {
  const { planId, request, isOpen, onToggle, onDone } = props;
  const t = useText();
  const title =
    request?.plan.steps.join(', ') || request?.plan.intent || planId;
  const Arrow = isOpen ? RiArrowDownSLine : RiArrowRightSLine;
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.summary}
        aria-expanded={isOpen}
        onClick={onToggle}
      >
        <Arrow size={18} aria-hidden="true" />
        <span className={styles.name}>
          <SafeText text={request ? title : t('plans.one')} />
        </span>
        {request && (
          <>
            {request.plan.environment && (
              <EnvironmentChip name={request.plan.environment} />
            )}
            {request.plan.tier && <RiskChip tier={request.plan.tier} />}
            <small>
              <SafeText
                text={[
                  shortRef(request.plan.entityRef),
                  t('approvals.progress', {
                    given: String(request.progress.given),
                    needed: String(request.progress.needed),
                  }),
                  t(`approvals.standing.${request.standing}`),
                ].join(' · ')}
              />
              {request.plan.expiresAt && (
                <>
                  {' · '}
                  <Countdown until={request.plan.expiresAt} />
                </>
              )}
            </small>
          </>
        )}
      </button>
      {isOpen && <Opened planId={planId} onDone={onDone} />}
    </li>
  );
}

function Opened(props: { planId: string; onDone: () => void }) {
  return <PlanView watched={usePlan(props.planId)} onDone={props.onDone} />;
}
