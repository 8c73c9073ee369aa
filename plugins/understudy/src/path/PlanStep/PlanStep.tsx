import { Alert } from '@backstage/ui';
import type { ReactNode } from 'react';
import { useText } from '../../translation';
import { CommandLine } from '../CommandLine';
import { Difference } from '../Difference';
import type { ResolvedStep, Step, StepFacts } from '../PathTypes';
import { PreviewAge } from '../PreviewAge';
import { RiskChip } from '../RiskChip';
import { SafeText } from '../SafeText';
import { TargetLine } from '../TargetLine';
import styles from './PlanStep.module.css';

/** One step of a plan: what it does to what, by which command, what would differ, and how it is undone. */
export function PlanStep(props: {
  number: number;
  step: Step;
  resolved?: ResolvedStep;
  facts?: StepFacts;
  action?: ReactNode;
}) {
  const { number, step, resolved, facts, action } = props;
  const t = useText();
  const preview = resolved?.preview;
  return (
    <li className={styles.step}>
      <span className={styles.number} aria-hidden="true">
        {number}
      </span>
      <div className={styles.body}>
        <div className={styles.head}>
          <h4 className={styles.title}>
            <SafeText text={step.title} />
          </h4>
          {facts && <RiskChip tier={facts.tier} critical={facts.critical} />}
          <code className={styles.operation}>{step.operation}</code>
          {step.requiresApproval && (
            <span className={styles.soft}>{t('path.alwaysApproved')}</span>
          )}
          {action && <span className={styles.action}>{action}</span>}
        </div>
        {resolved?.refusal && (
          <Alert
            status="danger"
            icon
            title={t('path.refused')}
            description={
              <>
                <SafeText text={resolved.refusal.message} />{' '}
                <code>{resolved.refusal.code}</code>
              </>
            }
          />
        )}
        {resolved?.targets.map(target => (
          <TargetLine key={target.uid} target={target} />
        ))}
        {!preview && !resolved?.refusal && (
          <p className={styles.soft}>{t('path.noPreview')}</p>
        )}
        {preview && (
          <>
            <CommandLine command={preview.command} what={t('path.command')} />
            <Difference changes={preview.changes} />
            <p>
              <SafeText text={preview.outcome} />
            </p>
            {preview.warnings.map(warning => (
              <p key={warning} className={styles.warning}>
                <SafeText text={warning} />
              </p>
            ))}
            {facts && facts.why.length > 0 && (
              <p className={styles.soft}>
                <SafeText text={facts.why.join(' ')} />
              </p>
            )}
            <div className={styles.undo}>
              {preview.undoCommand ? (
                <>
                  <span className={styles.soft}>{t('path.undoWith')}</span>
                  <CommandLine
                    command={preview.undoCommand}
                    what={t('path.undoCommand')}
                  />
                </>
              ) : (
                <span className={styles.soft}>
                  {t(
                    facts?.reversible === false
                      ? 'path.noUndo'
                      : 'path.undoUnknown',
                  )}
                </span>
              )}
            </div>
            <p className={styles.soft}>
              <PreviewAge preview={preview} />
            </p>
          </>
        )}
      </div>
    </li>
  );
}
