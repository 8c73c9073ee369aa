import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { Button, ButtonLink } from '@backstage/ui';
import { useRef, useState } from 'react';
import { PageNext } from '../approvals/PageNext';
import { PlanActs } from '../approvals/PlanActs';
import { planActed } from '../approvals/planActed';
import { LoadingState } from '../components/LoadingState';
import { PartialState } from '../components/PartialState';
import { ProblemState } from '../components/ProblemState';
import { useConsolePath } from '../hooks/useConsolePath';
import { ActProblem } from '../path/ActProblem';
import { PlanCard } from '../path/PlanCard';
import { useSeen } from '../path/useSeen';
import { useText } from '../translation';
import { PlanQuestions } from './PlanQuestions';
import styles from './PlanView.module.css';
import { RevisionNotice } from './RevisionNotice';
import type { usePlan } from './usePlan';

const mayRepeat: readonly PlanDetail['plan']['state'][] = [
  'draft',
  'awaiting-approval',
  'approved',
];

/** The card of one plan with all that one may do about it, wherever it is shown. */
export function PlanView(props: {
  watched: ReturnType<typeof usePlan>;
  onDone?: () => void;
}) {
  const { detail, error, isRepeating, show, retry, repeat } = props.watched;
  const t = useText();
  const consolePath = useConsolePath();
  const card = useRef<HTMLDivElement>(null);
  const seen = useSeen(card, detail?.plan.planHash);
  const [failed, setFailed] = useState<Error>();
  if (!detail) {
    return error ? (
      <ProblemState error={error} onRetry={retry} />
    ) : (
      <LoadingState lines={8} />
    );
  }
  return (
    <div ref={card}>
      {error && (
        <PartialState onRetry={retry}>{t('plans.partial')}</PartialState>
      )}
      <PlanCard
        detail={detail}
        notice={<RevisionNotice detail={detail} />}
        toldAction={<PageNext planId={detail.plan.id} onDone={show} />}
        stepAction={stepId =>
          detail.actions.edit.allowed && (
            <ButtonLink
              size="small"
              variant="tertiary"
              href={`${consolePath}/plans/${detail.plan.id}/edit?step=${stepId}`}
            >
              {t('plans.edit')}
            </ButtonLink>
          )
        }
      >
        <div role="status">{isRepeating && t('approvals.refreshing')}</div>
        {mayRepeat.includes(detail.plan.state) && !isRepeating && (
          <Button
            className={styles.repeat}
            size="small"
            variant="secondary"
            onPress={() => {
              setFailed(undefined);
              repeat().catch(setFailed);
            }}
          >
            {t('plans.repeat')}
          </Button>
        )}
        {failed && <ActProblem error={failed} />}
        {detail.questions.length > 0 && (
          <PlanQuestions questions={detail.questions} />
        )}
        <PlanActs
          detail={detail}
          openedDifference={seen}
          onDone={next => {
            show(next);
            planActed();
            props.onDone?.();
          }}
        />
      </PlanCard>
    </div>
  );
}
