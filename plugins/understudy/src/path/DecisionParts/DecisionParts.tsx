import type {
  DecisionPart,
  PlanDecision,
} from '@understudy/plugin-understudy-common';
import {
  RiCheckLine,
  RiCloseCircleLine,
  RiGroupLine,
  RiQuestionLine,
} from '@remixicon/react';
import { formatMoment } from '../../formatMoment';
import { useText } from '../../translation';
import type { DecisionReason } from '../PathTypes';
import { SafeText } from '../SafeText';
import styles from './DecisionParts.module.css';

const icons = {
  allow: RiCheckLine,
  'require-approval': RiGroupLine,
  deny: RiCloseCircleLine,
  unknown: RiQuestionLine,
};

/** The four that have a say, side by side; whatever refuses says what is missing, who helps, and when it would be allowed. */
export function DecisionParts(props: {
  decision: Pick<PlanDecision, 'parts' | 'sentence' | 'decision'>;
}) {
  const { parts, sentence } = props.decision;
  const t = useText();
  return (
    <div className={styles.decision}>
      <p>
        <strong>{t('path.decided')}</strong> <SafeText text={sentence} />
      </p>
      <ul className={styles.parts} aria-label={t('path.decision')}>
        {parts.map(part => (
          <Part key={part.part} part={part} />
        ))}
      </ul>
    </div>
  );
}

function Part(props: { part: DecisionPart }) {
  const { part, decision, evaluated, sentence, reasons } = props.part;
  const t = useText();
  const verdict = evaluated ? decision : 'unknown';
  const Icon = icons[verdict];
  return (
    <li className={styles.part} data-verdict={verdict}>
      <span className={styles.title}>{t(`path.part.${part}`)}</span>
      <span className={styles.verdict}>
        <Icon size={15} aria-hidden="true" />
        {t(`path.verdict.${verdict}`)}
      </span>
      <p>
        <SafeText text={sentence} />
      </p>
      {reasons.map((reason, index) => (
        <Reason
          key={index}
          reason={reason}
          isSaid={sentence.includes(reason.message)}
        />
      ))}
    </li>
  );
}

function Reason(props: { reason: DecisionReason; isSaid: boolean }) {
  const { reason, isSaid } = props;
  const { ruleId, message, remediation, whoCanHelp, nextAllowed } = reason;
  const t = useText();
  return (
    <>
      {!isSaid && (
        <p>
          <SafeText text={message} />
        </p>
      )}
      {remediation && (
        <p>
          <strong>{t('path.missing')}</strong> <SafeText text={remediation} />
        </p>
      )}
      {whoCanHelp && (
        <p>
          <strong>{t('path.whoCanHelp')}</strong> <SafeText text={whoCanHelp} />
        </p>
      )}
      {nextAllowed && (
        <p>
          <strong>{t('path.nextAllowed')}</strong>{' '}
          <time dateTime={nextAllowed}>{formatMoment(nextAllowed)}</time>
        </p>
      )}
      <p>
        <code className={styles.rule} title={t('path.rule')}>
          {ruleId}
        </code>
      </p>
    </>
  );
}
