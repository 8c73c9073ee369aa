import { useApi } from '@backstage/frontend-plugin-api';
import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { Alert, Button, ButtonLink, Container } from '@backstage/ui';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { EntityLink } from '../../components/EntityLink';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { Section } from '../../components/Section';
import { useConsolePath } from '../../hooks/useConsolePath';
import { ActProblem } from '../../path/ActProblem';
import { Difference } from '../../path/Difference';
import { differencesBetween } from '../../path/differencesBetween';
import { SafeText } from '../../path/SafeText';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import styles from '../NewPlanPage/NewPlanPage.module.css';
import { FactsPreview } from '../FactsPreview';
import { planApiRef } from '../planApiRef';
import {
  type EditedPlan,
  inputOf,
  isComplete,
  PlanEditor,
} from '../PlanEditor';
import { useOperations } from '../useOperations';
import { editedFrom } from './editedFrom';

/** Changes a plan by making its next revision; what was approved so far is void, and the page says so first. */
export function EditPlanPage() {
  const { planId = '' } = useParams();
  const api = useApi(planApiRef);
  const t = useText();
  const offered = useOperations();
  const plan = useAsyncRetry(() => api.getPlan(planId), [api, planId]);
  const error = offered.error ?? plan.error;
  const again = () => {
    offered.retry();
    plan.retry();
  };
  return (
    <Container pb="6">
      <div className={styles.page}>
        <h2 className={styles.title}>{t('plans.editTitle')}</h2>
        {error && <ProblemState error={error} onRetry={again} />}
        {!error && !(plan.value && offered.value) && <LoadingState lines={6} />}
        {plan.value && offered.value && (
          <Form
            key={plan.value.plan.etag}
            detail={plan.value}
            offered={offered.value}
            onReload={again}
          />
        )}
      </div>
    </Container>
  );
}

function Form(props: {
  detail: PlanDetail;
  offered: NonNullable<ReturnType<typeof useOperations>['value']>;
  onReload: () => void;
}) {
  const { detail, onReload } = props;
  const { operations, clusters } = props.offered;
  const api = useApi(planApiRef);
  const t = useText();
  const navigate = useNavigate();
  const consolePath = useConsolePath();
  const [address] = useSearchParams();
  const [plan, setPlan] = useState<EditedPlan>(() =>
    editedFrom(detail, operations),
  );
  const [isPending, setPending] = useState(false);
  const [failed, setFailed] = useState<Error>();
  const back = `${consolePath}/plans/${detail.plan.id}`;
  const { allowed, sentence } = detail.actions.edit;
  const differences = differencesBetween(
    inputOf(editedFrom(detail, operations), operations),
    inputOf(plan, operations),
  );
  const approved = detail.approvals.filter(
    ({ decision, planHash }) =>
      decision === 'approved' && planHash === detail.plan.planHash,
  );

  const save = async () => {
    setPending(true);
    setFailed(undefined);
    try {
      await api.revisePlan(detail.plan, inputOf(plan, operations));
      navigate(back);
    } catch (problem) {
      setFailed(problem as Error);
      setPending(false);
    }
  };
  if (!allowed) {
    return (
      <Alert
        role="alert"
        status="info"
        icon
        title={t('plans.cannotEdit')}
        description={<SafeText text={sentence} />}
        customActions={
          <ButtonLink size="small" variant="secondary" href={back}>
            {t('plans.back')}
          </ButtonLink>
        }
      />
    );
  }
  return (
    <>
      <p>
        <EntityLink entityRef={plan.entityRef} /> ·{' '}
        {t('path.revision', { revision: String(detail.plan.revision) })}
      </p>
      <div className={styles.columns}>
        <div className={styles.main}>
          <PlanEditor
            plan={plan}
            operations={operations}
            clusters={clusters}
            defaults={plan.steps[0]?.input ?? {}}
            showMissing
            focusOn={address.get('step') ?? undefined}
            onChange={setPlan}
          />
          <Section title={t('plans.whatChanges')}>
            <Difference changes={differences} />
          </Section>
          {approved.length > 0 && differences.length > 0 && (
            <Alert
              status="warning"
              icon
              title={t('plans.voidsApprovals', {
                count: approved.length,
                who: approved.map(({ by }) => shortRef(by)).join(', '),
              })}
            />
          )}
          {failed && (
            <>
              <ActProblem error={failed} />
              <div className={styles.row}>
                <Button size="small" variant="secondary" onPress={onReload}>
                  {t('plans.reload')}
                </Button>
              </div>
            </>
          )}
          <div className={styles.row}>
            <Button
              variant="primary"
              isPending={isPending}
              isDisabled={
                differences.length === 0 || !isComplete(plan, operations)
              }
              onPress={save}
            >
              {t('plans.saveRevision', {
                revision: String(detail.plan.revision + 1),
              })}
            </Button>
            <ButtonLink variant="secondary" href={back}>
              {t('path.leaveIt')}
            </ButtonLink>
          </div>
        </div>
        <div className={styles.side}>
          <FactsPreview
            plan={plan}
            before={detail}
            operations={operations}
            clusters={clusters}
          />
        </div>
      </div>
    </>
  );
}
