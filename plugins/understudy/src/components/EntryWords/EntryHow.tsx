import type { LedgerEntry } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import styles from './EntryWords.module.css';

/** How it was allowed: who agreed, which rule said so, and through which door it came. */
export function EntryHow(props: { entry: LedgerEntry }) {
  const { approvals = [], decision, source } = props.entry;
  const t = useText();
  const approved = approvals.filter(each => each.decision === 'approved');
  const denied = approvals.filter(each => each.decision === 'denied');
  const parts = [
    approved.length > 0 && t('entry.approvals', { count: approved.length }),
    denied.length > 0 && t('entry.denials', { count: denied.length }),
    decision &&
      approvals.length === 0 &&
      t(`entry.decisionWord.${decision.decision}`),
    t(`entry.source.${source}`),
  ];
  const [rule, ...more] = decision?.ruleIds ?? [];
  return (
    <span className={styles.words}>
      <span>{parts.filter(Boolean).join(' · ')}</span>
      {rule && (
        <small className={styles.code} title={[rule, ...more].join(', ')}>
          {rule}
          {more.length > 0 && ` +${more.length}`}
        </small>
      )}
    </span>
  );
}
