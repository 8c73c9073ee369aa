import { useApi } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Container } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { EmptyState } from '../../components/EmptyState';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { useConsolePath } from '../../hooks/useConsolePath';
import { ActProblem } from '../../path/ActProblem';
import { useText } from '../../translation';
import { FactsPreview } from '../FactsPreview';
import { newKey } from '../newKey';
import { planApiRef } from '../planApiRef';
import {
  type EditedPlan,
  inputOf,
  isComplete,
  PlanEditor,
} from '../PlanEditor';
import { useOperations } from '../useOperations';
import { EntityPicker } from './EntityPicker';
import styles from './NewPlanPage.module.css';
import { startedWith } from './startedWith';
import { useStepDefaults } from './useStepDefaults';

/** Prepares a plan. Nothing is changed by it: the backend looks at the live objects and tries it dry. */
export function NewPlanPage() {
  const t = useText();
  const api = useApi(planApiRef);
  const navigate = useNavigate();
  const consolePath = useConsolePath();
  const [address] = useSearchParams();
  const { value, error, retry } = useOperations();
  const [plan, setPlan] = useState<EditedPlan>({
    entityRef: address.get('entityRef') ?? '',
    steps: [],
    intent: '',
    reason: '',
    start: 'on-approval',
  });
  const [key, setKey] = useState(newKey);
  const [wasTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const [failed, setFailed] = useState<Error>();
  const defaults = useStepDefaults(plan.entityRef);
  const operations = value?.operations;
  const wanted = address.get('operation') ?? undefined;

  useEffect(() => {
    if (operations && defaults) {
      setPlan(before => startedWith(before, { operations, defaults, wanted }));
    }
  }, [operations, defaults, wanted]);

  const change = (next: EditedPlan) => {
    setPlan(next);
    setKey(newKey());
  };
  const prepare = async () => {
    setTried(true);
    setFailed(undefined);
    if (!operations || !isComplete(plan, operations)) {
      return;
    }
    setPending(true);
    try {
      const made = await api.createPlan(inputOf(plan, operations), key);
      navigate(`${consolePath}/plans/${made.plan.id}`);
    } catch (problem) {
      setFailed(problem as Error);
      setPending(false);
    }
  };

  return (
    <Container pb="6">
      <div className={styles.page}>
        <h2 className={styles.title}>{t('plans.new')}</h2>
        <p>{t('plans.newLead')}</p>
        {error && <ProblemState error={error} onRetry={retry} />}
        {!error && !value && <LoadingState lines={6} />}
        {value && value.operations.every(({ reads }) => reads) && (
          <EmptyState title={t('plans.noOperationsTitle')}>
            {t('plans.noOperationsSentence')}
          </EmptyState>
        )}
        {value && value.operations.some(({ reads }) => !reads) && (
          <div className={styles.columns}>
            <div className={styles.main}>
              <PlanEditor
                plan={plan}
                operations={value.operations}
                clusters={value.clusters}
                defaults={defaults ?? {}}
                showMissing={wasTried}
                onChange={change}
                entity={
                  <EntityPicker
                    entityRef={plan.entityRef}
                    onChange={entityRef => change({ ...plan, entityRef })}
                  />
                }
              />
              {wasTried && !isComplete(plan, value.operations) && (
                <p role="alert" className={styles.missing}>
                  {t('plans.incomplete')}
                </p>
              )}
              {failed && <ActProblem error={failed} />}
              <div className={styles.row}>
                <Button
                  variant="primary"
                  isPending={isPending}
                  onPress={prepare}
                >
                  {t('plans.prepare')}
                </Button>
                <ButtonLink variant="secondary" href={`${consolePath}/plans`}>
                  {t('path.leaveIt')}
                </ButtonLink>
              </div>
            </div>
            <div className={styles.side}>
              <FactsPreview
                plan={plan}
                operations={value.operations}
                clusters={value.clusters}
              />
            </div>
          </div>
        )}
      </div>
    </Container>
  );
}
