import type { GuardrailSimulation } from '@understudy/plugin-understudy-common';
import { Link } from '@backstage/ui';
import { formatMoment } from '../../formatMoment';
import { useConsolePath } from '../../hooks/useConsolePath';
import { SafeText } from '../../path/SafeText';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import styles from './PoliciesPage.module.css';

/** Which decisions of the last thirty days would have been others. */
export function Simulation(props: { simulation: GuardrailSimulation }) {
  const { sentence, items } = props.simulation;
  const t = useText();
  const consolePath = useConsolePath();
  const words = (decision: 'allow' | 'require-approval' | 'deny', n?: number) =>
    n !== undefined && decision === 'require-approval'
      ? t('policies.decisionOf', {
          decision: t(`path.verdict.${decision}`),
          count: n,
        })
      : t(`path.verdict.${decision}`);
  return (
    <div className={styles.simulation} role="status">
      <strong>
        <SafeText text={sentence} />
      </strong>
      <ul aria-label={t('policies.simulated')}>
        {items.map((each, index) => (
          <li key={index}>
            <Link href={`${consolePath}/plans/${each.planId}`}>
              <SafeText
                text={`${shortRef(each.entityRef)} ${each.operation ?? ''}`}
              />
            </Link>{' '}
            {formatMoment(each.at)}: {words(each.before, each.approversBefore)}{' '}
            → <strong>{words(each.after, each.approversAfter)}</strong>{' '}
            {each.ruleIds.map(id => (
              <code key={id}>{id} </code>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
