import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { EnvironmentChip } from '../../components/EnvironmentChip';
import { LoadingState } from '../../components/LoadingState';
import { PartialState } from '../../components/PartialState';
import { Section } from '../../components/Section';
import { useConsolePath } from '../../hooks/useConsolePath';
import { Countdown } from '../../path/Countdown';
import { RiskChip } from '../../path/RiskChip';
import { SafeText } from '../../path/SafeText';
import { useText } from '../../translation';
import { useApprovals } from '../useApprovals';
import styles from './EntityApprovalsCard.module.css';

/** What waits for approval about the entity one looks at, and what one is to it. */
export function EntityApprovalsCard() {
  const { entity } = useEntity();
  const t = useText();
  const consolePath = useConsolePath();
  const { value, error, retry } = useApprovals({
    for: 'all',
    entityRef: stringifyEntityRef(entity),
    limit: 5,
  });
  return (
    <Section
      title={t('approvals.card')}
      action={
        <Link href={`${consolePath}/approvals`}>{t('approvals.allOf')}</Link>
      }
    >
      {error && (
        <PartialState onRetry={retry}>{t('plans.partialList')}</PartialState>
      )}
      {!error && !value && <LoadingState />}
      {!error && value?.items.length === 0 && (
        <p className={styles.none}>{t('approvals.cardNone')}</p>
      )}
      {!error && value && value.items.length > 0 && (
        <ul className={styles.list} aria-label={t('approvals.list')}>
          {value.items.map(({ plan, progress, standing }) => (
            <li key={plan.id}>
              <Link
                weight="bold"
                href={`${consolePath}/approvals?for=all&plan=${plan.id}`}
              >
                <SafeText text={plan.steps.join(', ') || plan.intent} />
              </Link>
              <span className={styles.chips}>
                {plan.environment && (
                  <EnvironmentChip name={plan.environment} />
                )}
                {plan.tier && <RiskChip tier={plan.tier} />}
              </span>
              <small>
                {t('approvals.progress', {
                  given: String(progress.given),
                  needed: String(progress.needed),
                })}
                {' · '}
                {t(`approvals.standing.${standing}`)}
                {plan.expiresAt && (
                  <>
                    {' · '}
                    <Countdown until={plan.expiresAt} />
                  </>
                )}
              </small>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
