import { Button } from '@backstage/ui';
import { defaultGuardrails } from '@understudy/plugin-understudy-common';
import { useState } from 'react';
import {
  frozenPlan,
  paymentsLevels,
  scaleDownPlan,
} from '../src/__testUtils__/examplePlans';
import { Section } from '../src/components/Section';
import { ActProblem } from '../src/path/ActProblem';
import { ApprovalProgress } from '../src/path/ApprovalProgress';
import { BlastFacts } from '../src/path/BlastFacts';
import { CommandLine } from '../src/path/CommandLine';
import { DecisionParts } from '../src/path/DecisionParts';
import { DecisionTerms } from '../src/path/DecisionTerms';
import { Difference } from '../src/path/Difference';
import { LevelBadge } from '../src/path/LevelBadge';
import { PlanBanner } from '../src/path/PlanBanner';
import { PlanCard } from '../src/path/PlanCard';
import { PlanStateChip } from '../src/path/PlanStateChip';
import { PlanStep } from '../src/path/PlanStep';
import { RiskChip } from '../src/path/RiskChip';
import { SafeText } from '../src/path/SafeText';
import { TargetLine } from '../src/path/TargetLine';
import { ToldPeople } from '../src/path/ToldPeople';
import { GuardrailForm } from '../src/policies/GuardrailForm';
import { WritesStopped } from '../src/policies/WritesStopped';
import { PresenceWait } from '../src/presence/PresenceWait';
import styles from './Gallery.module.css';

const plan = scaleDownPlan();
const frozen = frozenPlan();
const [{ targets }] = plan.resolved;
const approved = plan.approvals[0];

/** A name that reads backwards, with letters that nobody sees. */
const disguised = 'payments\u202Edevorppa\u202C\u{E0041}';

/** The pieces that every page about plans is made of. */
export function PathGallery() {
  const [guardrails, setGuardrails] = useState<Record<string, unknown>>({
    ...defaultGuardrails,
  });
  return (
    <>
      <div className={styles.wide}>
        <Section title="WritesStopped, PresenceWait, ActProblem">
          <div className={styles.stack}>
            <WritesStopped
              status={{
                sentence: 'The bundle does not have the digest that it should.',
                stops: ['every write', 'sensitive reads'],
              }}
            />
            <PresenceWait
              challenge={{
                planHash: plan.plan.planHash!,
                url: 'about:blank',
                expiresAt: plan.plan.expiresAt!,
                sentence: 'Sign in again in the window that opened.',
              }}
              onCancel={() => undefined}
            />
            <ActProblem error={new Error('The request has expired.')} />
          </div>
        </Section>
      </div>
      <Section title="RiskChip, PlanStateChip">
        <div className={styles.stack}>
          <span>
            {(['read', 'low', 'medium', 'high'] as const).map(tier => (
              <RiskChip key={tier} tier={tier} />
            ))}{' '}
            <RiskChip tier="high" critical />
          </span>
          <span>
            {(
              [
                'draft',
                'awaiting-approval',
                'approved',
                'running',
                'succeeded',
                'failed',
                'denied',
                'expired',
              ] as const
            ).map(state => (
              <PlanStateChip key={state} state={state} />
            ))}
          </span>
        </div>
      </Section>
      <Section title="LevelBadge">
        <div className={styles.stack}>
          {paymentsLevels.levels.map(each => (
            <LevelBadge
              key={each.environment}
              level={each.level}
              cap={each.cap}
            />
          ))}
          <LevelBadge
            level="L3_SEMI_AUTO"
            cap="L2_SUGGESTION"
            elevated={{ until: plan.plan.expiresAt! }}
          />
        </div>
      </Section>
      <Section title="TargetLine, SafeText">
        <div className={styles.stack}>
          <TargetLine target={targets[0]} />
          <TargetLine target={{ ...targets[0], name: disguised }} />
          <span>
            <SafeText text={disguised} />
          </span>
        </div>
      </Section>
      <Section title="CommandLine">
        <CommandLine
          command={plan.resolved[0].preview!.command}
          what="the command"
        />
      </Section>
      <Section title="Difference">
        <div className={styles.stack}>
          <Difference
            changes={[
              {
                path: '/spec/template/spec/containers/0/image',
                before: 'registry.local/payments:v2.31.0',
                after: 'registry.local/payments:v2.30.4',
              },
              {
                path: '/data/token',
                before: 'hmac:1f',
                after: 'hmac:9c',
                masked: true,
              },
              {
                path: '/metadata/annotations/example.com~1since',
                after: 'now',
              },
              {
                path: '/spec/template/spec/containers/0/resources',
                before: { limits: { memory: '256Mi' } },
              },
            ]}
          />
          <Difference changes={[]} />
        </div>
      </Section>
      <Section title="BlastFacts">
        <BlastFacts blast={plan.facts!.blast} />
      </Section>
      <div className={styles.wide}>
        <Section title="PlanBanner">
          <PlanBanner facts={plan.facts!} resolved={plan.resolved} />
        </Section>
      </div>
      <div className={styles.wide}>
        <Section title="DecisionParts">
          <div className={styles.stack}>
            <DecisionParts decision={plan.decision!} />
            <DecisionParts decision={frozen.decision!} />
            <DecisionTerms
              decision={{
                ...plan.decision!,
                lane: 'on-call',
                freshPresence: true,
                breakGlass: { afterMinutes: 5, reviewHours: 24 },
              }}
            />
          </div>
        </Section>
      </div>
      <Section title="ApprovalProgress">
        <ApprovalProgress
          progress={plan.progress}
          approvals={[
            approved,
            {
              ...approved,
              id: 'self',
              by: 'user:default/dana',
              comment: undefined,
              counts: false,
              why: 'Who asked for it cannot approve it.',
            },
            {
              ...approved,
              id: 'gone',
              by: 'user:default/priya',
              decision: 'withdrawn',
              comment: undefined,
              counts: false,
            },
            {
              ...approved,
              id: 'denied',
              by: 'user:default/sam',
              decision: 'denied',
              comment: 'The night batch still runs.',
              counts: false,
            },
          ]}
        />
      </Section>
      <Section title="ToldPeople">
        <div className={styles.stack}>
          <ToldPeople told={plan.told!} />
          <ToldPeople told={[]} />
        </div>
      </Section>
      <div className={styles.wide}>
        <Section title="GuardrailForm">
          <GuardrailForm data={guardrails} onChange={setGuardrails} />
        </Section>
      </div>
      <Section title="PlanStep, refused and without a dry run">
        <ol className={styles.stack}>
          <PlanStep
            number={1}
            step={plan.content.steps[0]}
            resolved={{
              stepId: 's1',
              targets: [],
              refusal: {
                code: 'not-found',
                message: 'The cluster has no deployment checkout/payments.',
              },
            }}
          />
          <PlanStep number={2} step={plan.content.steps[0]} />
          <PlanStep
            number={3}
            step={{ ...plan.content.steps[0], requiresApproval: true }}
            facts={{ ...plan.facts!.steps[0], reversible: false }}
            resolved={{
              ...plan.resolved[0],
              preview: {
                ...plan.resolved[0].preview!,
                at: '2026-03-14T20:51:07.000Z',
                simulated: true,
                undoCommand: undefined,
              },
            }}
          />
        </ol>
      </Section>
      <div className={styles.wide}>
        <PlanCard
          detail={plan}
          stepAction={() => (
            <Button size="small" variant="tertiary">
              Edit
            </Button>
          )}
        />
      </div>
      <div className={styles.wide}>
        <PlanCard detail={frozen} />
      </div>
    </>
  );
}
