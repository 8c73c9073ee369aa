import type { PlanDetail } from '@understudy/plugin-understudy-common';
import { Card, CardBody } from '@backstage/ui';
import { type ReactNode, useId } from 'react';
import { EntityLink } from '../../components/EntityLink';
import { StatusChip } from '../../components/StatusChip';
import { formatMoment } from '../../formatMoment';
import { useText } from '../../translation';
import { ApprovalProgress } from '../ApprovalProgress';
import { BlastFacts } from '../BlastFacts';
import { DecisionParts } from '../DecisionParts';
import { DecisionTerms } from '../DecisionTerms';
import { LevelBadge } from '../LevelBadge';
import { PersonName } from '../PersonName';
import { PlanBanner } from '../PlanBanner';
import { PlanStateChip } from '../PlanStateChip';
import { PlanStep } from '../PlanStep';
import { planTitle } from '../planTitle';
import { RiskChip } from '../RiskChip';
import { SafeText } from '../SafeText';
import { shortHash } from '../shortHash';
import { ToldPeople } from '../ToldPeople';
import { WhenItActs } from '../WhenItActs';
import styles from './PlanCard.module.css';

/** A plan as people decide on it: computed facts above the buttons, what somebody wrote below them. */
export function PlanCard(props: {
  detail: PlanDetail;
  /** What changed with this revision, or what else stands out. */
  notice?: ReactNode;
  stepAction?: (stepId: string) => ReactNode;
  /** How somebody else is told. */
  toldAction?: ReactNode;
  /** What can be done about it. */
  children?: ReactNode;
}) {
  const { detail, notice, stepAction, toldAction, children } = props;
  const { plan, content, resolved, facts, decision, progress } = detail;
  const { approvals, engine } = detail;
  const t = useText();
  const id = useId();
  const isAsked = plan.state === 'awaiting-approval';
  return (
    <Card className={styles.card} aria-labelledby={id}>
      <CardBody className={styles.body}>
        {facts && <PlanBanner facts={facts} resolved={resolved} />}
        <div className={styles.head}>
          <h3 id={id} className={styles.title}>
            <SafeText text={planTitle(detail)} />
          </h3>
          {facts && <RiskChip tier={facts.tier} critical={facts.critical} />}
          {facts && (
            <StatusChip tone={facts.reversible ? 'good' : 'attention'}>
              {t(facts.reversible ? 'path.reversible' : 'path.notReversible')}
            </StatusChip>
          )}
          <PlanStateChip state={plan.state} />
          {content.incident && (
            <StatusChip tone="attention">{t('path.incidentPlan')}</StatusChip>
          )}
          <span className={styles.soft}>
            {t('path.revision', { revision: String(plan.revision) })}
            {plan.planHash && ` · ${shortHash(plan.planHash)}`}
          </span>
        </div>
        <p>
          {t('path.askedBy')}{' '}
          {plan.agent && (
            <>
              <SafeText text={plan.agent} /> {t('path.forPerson')}{' '}
            </>
          )}
          <PersonName entityRef={plan.requestedBy} />,{' '}
          {formatMoment(plan.createdAt)}, {t('path.forEntity')}{' '}
          <EntityLink entityRef={content.entityRef} />
        </p>
        {isAsked && (
          <p>
            <strong>{t('path.ifYouDoNothing')}</strong>{' '}
            <SafeText text={detail.ifYouDoNothing} />
          </p>
        )}
        {notice}
        <ol className={styles.steps} aria-label={t('path.steps')}>
          {content.steps.map((step, index) => (
            <PlanStep
              key={step.id}
              number={index + 1}
              step={step}
              resolved={resolved.find(({ stepId }) => stepId === step.id)}
              facts={facts?.steps.find(({ stepId }) => stepId === step.id)}
              action={stepAction?.(step.id)}
            />
          ))}
        </ol>
        {facts && (
          <div className={styles.facts}>
            <BlastFacts blast={facts.blast} />
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
            <LevelBadge {...facts.level} />
          </div>
        )}
        {decision && <DecisionParts decision={decision} />}
        {decision && <DecisionTerms decision={decision} />}
        {(progress || approvals.length > 0) && (
          <ApprovalProgress progress={progress} approvals={approvals} />
        )}
        {isAsked && detail.told && <ToldPeople told={detail.told} />}
        {isAsked && toldAction}
        <p>
          {engine.installed ? (
            <WhenItActs start={content.start} window={facts?.window} />
          ) : (
            <SafeText text={engine.sentence} />
          )}
        </p>
        {children}
        <dl className={styles.prose}>
          <dt>{t('path.intent')}</dt>
          <dd>
            <SafeText multiline text={content.intent} />
          </dd>
          <dt>{t('path.reason')}</dt>
          <dd>
            <SafeText multiline text={content.reason} />
          </dd>
        </dl>
      </CardBody>
    </Card>
  );
}
