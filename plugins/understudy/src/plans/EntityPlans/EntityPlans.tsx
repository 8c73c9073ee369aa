import { ButtonLink } from '@backstage/ui';
import { EmptyState } from '../../components/EmptyState';
import { LoadingState } from '../../components/LoadingState';
import { PartialState } from '../../components/PartialState';
import { Section } from '../../components/Section';
import { useConsolePath } from '../../hooks/useConsolePath';
import { useText } from '../../translation';
import { PlanRow } from '../PlanRow';
import { usePlans } from '../usePlans';
import styles from './EntityPlans.module.css';

const SHOWN = 10;

/** The newest plans for one entity, with a way to prepare another. */
export function EntityPlans(props: { entityRef: string }) {
  const { entityRef } = props;
  const t = useText();
  const consolePath = useConsolePath();
  const { value, error, retry } = usePlans({ entityRef, limit: SHOWN });
  const about = `entityRef=${encodeURIComponent(entityRef)}`;
  return (
    <Section
      title={t('plans.ofEntity')}
      action={
        <ButtonLink
          size="small"
          variant="secondary"
          href={`${consolePath}/plans/new?${about}`}
        >
          {t('plans.new')}
        </ButtonLink>
      }
    >
      {error && (
        <PartialState onRetry={retry}>{t('plans.partialList')}</PartialState>
      )}
      {!error && !value && <LoadingState />}
      {!error && value?.items.length === 0 && (
        <EmptyState title={t('plans.noneTitle')}>
          {t('plans.noneSentence')}
        </EmptyState>
      )}
      {!error && value && value.items.length > 0 && (
        <div className={styles.plans}>
          <ul className={styles.list} aria-label={t('plans.ofEntity')}>
            {value.items.map(plan => (
              <PlanRow key={plan.id} plan={plan} />
            ))}
          </ul>
          {value.nextCursor && (
            <ButtonLink
              size="small"
              variant="tertiary"
              href={`${consolePath}/plans?${about}`}
            >
              {t('plans.all')}
            </ButtonLink>
          )}
        </div>
      )}
    </Section>
  );
}
