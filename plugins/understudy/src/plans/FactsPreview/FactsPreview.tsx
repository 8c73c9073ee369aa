import {
  type ClusterDescription,
  computeFacts,
  type OperationDescription,
  type PlanDetail,
} from '@understudy/plugin-understudy-common';
import { useMemo } from 'react';
import { EnvironmentBanner } from '../../components/EnvironmentBanner';
import { LoadingState } from '../../components/LoadingState';
import { Section } from '../../components/Section';
import { StatusChip } from '../../components/StatusChip';
import { formatMoment } from '../../formatMoment';
import { LevelBadge } from '../../path/LevelBadge';
import { RiskChip } from '../../path/RiskChip';
import { SafeText } from '../../path/SafeText';
import { useNow } from '../../path/useNow';
import { useText } from '../../translation';
import type { EditedPlan } from '../PlanEditor';
import { factsRequestOf } from './factsRequestOf';
import styles from './FactsPreview.module.css';
import { useKnownForFacts } from './useKnownForFacts';

/** What would be known of a plan as it is written now; what the server computes later counts. */
export function FactsPreview(props: {
  plan: EditedPlan;
  /** The plan before the edits. */
  before?: PlanDetail;
  operations: readonly OperationDescription[];
  clusters: readonly ClusterDescription[];
}) {
  const { plan, before, operations, clusters } = props;
  const t = useText();
  const { value: known, error } = useKnownForFacts(plan.entityRef);
  const now = useNow(30_000);
  const { facts, took } = useMemo(() => {
    if (!known || plan.steps.length === 0) {
      return {};
    }
    const begun = performance.now();
    const computed = computeFacts(
      factsRequestOf({ plan, before, operations, clusters, known, now }),
    );
    return { facts: computed, took: performance.now() - begun };
  }, [plan, before, operations, clusters, known, now]);
  if (!plan.entityRef) {
    return null;
  }
  return (
    <Section title={t('plans.facts.title')} hint={t('plans.facts.hint')}>
      {error && <p className={styles.soft}>{t('plans.facts.unknown')}</p>}
      {!error && !facts && <LoadingState lines={3} />}
      {facts && (
        // Browser journeys read how long it took.
        <div
          className={styles.facts}
          role="status"
          data-milliseconds={took?.toFixed(1)}
        >
          <EnvironmentBanner
            environment={facts.environment}
            clusters={[
              ...new Set(
                plan.steps.flatMap(({ input }) =>
                  typeof input.cluster === 'string' ? [input.cluster] : [],
                ),
              ),
            ]}
            assumed={!facts.environmentKnown}
            note={t('plans.facts.preview')}
          />
          <div className={styles.chips}>
            <RiskChip tier={facts.tier} critical={facts.critical} />
            <StatusChip tone={facts.reversible ? 'good' : 'attention'}>
              {t(facts.reversible ? 'path.reversible' : 'path.notReversible')}
            </StatusChip>
            <LevelBadge {...facts.level} />
          </div>
          <p className={styles.soft}>
            {facts.blast.targets > 0
              ? [
                  t('path.targets', { count: facts.blast.targets }),
                  t('path.pods', { count: facts.blast.pods }),
                ].join(' · ')
              : t('plans.facts.noTargets')}
          </p>
          {facts.steps.map(({ stepId, why }, index) => (
            <p key={stepId}>
              <strong>
                {t('plans.stepNumber', { number: String(index + 1) })}
              </strong>{' '}
              <SafeText text={why.join(' ')} />
            </p>
          ))}
          {facts.freeze && (
            <p className={styles.frozen}>
              {facts.freeze.until
                ? t('path.frozenUntil', {
                    time: formatMoment(facts.freeze.until),
                  })
                : t('path.frozen')}{' '}
              <SafeText text={facts.freeze.reason} />
            </p>
          )}
          {!facts.window.open && (
            <p>
              {facts.window.nextOpen
                ? t('path.windowOpens', {
                    time: formatMoment(facts.window.nextOpen),
                  })
                : t('path.windowShut')}
            </p>
          )}
        </div>
      )}
    </Section>
  );
}
