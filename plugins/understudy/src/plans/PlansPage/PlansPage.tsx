import {
  environmentNames,
  type EnvironmentName,
  planStates,
  type PlanState,
  riskTiers,
} from '@understudy/plugin-understudy-common';
import { Button, ButtonLink, Container, Select } from '@backstage/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { EmptyState } from '../../components/EmptyState';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { useConsolePath } from '../../hooks/useConsolePath';
import { useText } from '../../translation';
import { PlanRow } from '../PlanRow';
import { usePlans } from '../usePlans';
import { ImportPlan } from './ImportPlan';
import styles from './PlansPage.module.css';

const ANY = 'any';

/** Every plan, the newest first. */
export function PlansPage() {
  const t = useText();
  const consolePath = useConsolePath();
  const [address, setAddress] = useSearchParams();
  const [cursors, setCursors] = useState<string[]>([]);
  const state = planStates.find(each => each === address.get('state'));
  const environment = environmentNames.find(
    each => each === address.get('environment'),
  );
  const tier = riskTiers.find(each => each === address.get('tier'));
  const entityRef = address.get('entityRef') ?? undefined;
  const { value, error, loading, retry } = usePlans({
    ...(state && { state: [state] }),
    environment,
    entityRef,
    cursor: cursors[cursors.length - 1],
  });
  const shown = value?.items.filter(plan => !tier || plan.tier === tier);
  const isNarrowed = Boolean(state || environment || tier || entityRef);

  const choose = (name: string, chosen: string) => {
    const next = new URLSearchParams(address);
    if (chosen === ANY) {
      next.delete(name);
    } else {
      next.set(name, chosen);
    }
    setCursors([]);
    setAddress(next);
  };
  const choice = (
    name: 'state' | 'environment' | 'tier',
    chosen: string | undefined,
    options: { value: string; label: string }[],
  ) => (
    <Select
      size="small"
      aria-label={t(`plans.filter.${name}`)}
      options={[{ value: ANY, label: t(`plans.any.${name}`) }, ...options]}
      selectedKey={chosen ?? ANY}
      onSelectionChange={key => choose(name, String(key))}
    />
  );

  return (
    <Container pb="6">
      <div className={styles.page}>
        <div className={styles.head}>
          <div>
            <h2 className={styles.title}>{t('plans.title')}</h2>
            <p>{t('plans.lead')}</p>
          </div>
          <div className={styles.row}>
            <ImportPlan />
            <ButtonLink
              variant="primary"
              href={`${consolePath}/plans/new${
                entityRef ? `?entityRef=${encodeURIComponent(entityRef)}` : ''
              }`}
            >
              {t('plans.new')}
            </ButtonLink>
          </div>
        </div>
        <div className={styles.row}>
          {choice(
            'state',
            state,
            planStates.map((each: PlanState) => ({
              value: each,
              label: t(`path.state.${each}`),
            })),
          )}
          {choice(
            'environment',
            environment,
            environmentNames.map((each: EnvironmentName) => ({
              value: each,
              label: t(`environment.${each}`),
            })),
          )}
          {choice(
            'tier',
            tier,
            riskTiers.map(each => ({
              value: each,
              label: t(`path.risk.${each}`),
            })),
          )}
          {entityRef && (
            <Button
              size="small"
              variant="secondary"
              onPress={() => choose('entityRef', ANY)}
            >
              {t('plans.onlyEntity', { entity: entityRef })}
            </Button>
          )}
        </div>
        {error && <ProblemState error={error} onRetry={retry} />}
        {!error && !value && <LoadingState lines={6} />}
        {!error && value && shown && (
          <>
            {shown.length === 0 && (
              <EmptyState
                title={t(isNarrowed ? 'plans.noneFit' : 'plans.noneTitle')}
              >
                {t(isNarrowed ? 'plans.noneFitSentence' : 'plans.noneSentence')}
              </EmptyState>
            )}
            {tier && value.nextCursor && <p>{t('plans.tierOnPage')}</p>}
            <ul
              className={styles.list}
              aria-label={t('plans.title')}
              aria-busy={loading}
            >
              {shown.map(plan => (
                <PlanRow key={plan.id} plan={plan} />
              ))}
            </ul>
            {(value.nextCursor || cursors.length > 0) && (
              <div className={styles.row}>
                <Button
                  size="small"
                  variant="secondary"
                  isDisabled={cursors.length === 0}
                  onPress={() => setCursors(cursors.slice(0, -1))}
                >
                  {t('audit.newer')}
                </Button>
                <Button
                  size="small"
                  variant="secondary"
                  isDisabled={!value.nextCursor}
                  onPress={() => setCursors([...cursors, value.nextCursor!])}
                >
                  {t('audit.older')}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </Container>
  );
}
