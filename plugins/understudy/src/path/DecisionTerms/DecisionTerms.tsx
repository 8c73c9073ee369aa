import type { PlanDecision } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import { formatSpan } from '../formatSpan';
import { SafeText } from '../SafeText';
import styles from './DecisionTerms.module.css';

const lanes = ['read', 'development', 'on-call', 'break-glass'] as const;

/** On which terms a plan may be approved: the lane, how long a request waits, what is asked of people, and what follows. */
export function DecisionTerms(props: { decision: PlanDecision }) {
  const { decision } = props;
  const t = useText();
  const lane = lanes.find(each => each === decision.lane);
  const { breakGlass, expiryMinutes, reviewHours } = decision;
  const terms = [
    lane && t(`path.lane.${lane}`),
    decision.humanExecutes && t('path.humanExecutes'),
    decision.selfApproval && t('path.selfApproval'),
    decision.freshPresence && t('path.freshPresence'),
    expiryMinutes !== undefined &&
      t('path.waitsFor', { span: formatSpan(expiryMinutes * 60_000) }),
    breakGlass &&
      t('path.breakGlassAfter', {
        span: formatSpan(breakGlass.afterMinutes * 60_000),
        review: formatSpan(breakGlass.reviewHours * 3_600_000),
      }),
    reviewHours !== undefined &&
      t('path.reviewWithin', { span: formatSpan(reviewHours * 3_600_000) }),
  ].flatMap(term => term || []);
  if (terms.length === 0) {
    return null;
  }
  return (
    <ul className={styles.terms} aria-label={t('path.terms')}>
      {terms.map(term => (
        <li key={term}>
          <SafeText text={term} />
        </li>
      ))}
    </ul>
  );
}
