import { type ReactNode, useId } from 'react';
import { formatNumber } from '../../formatNumber';
import { useText } from '../../translation';
import { StatusChip } from '../StatusChip';
import styles from './JobProgress.module.css';

const tones = {
  waiting: 'neutral',
  running: 'neutral',
  ready: 'good',
  failed: 'bad',
  cancelled: 'neutral',
  expired: 'neutral',
} as const;

/** Something that takes a while: what it is, how far it is, and what can be done with it. */
export function JobProgress(props: {
  title: string;
  state: keyof typeof tones;
  /** How much is done; without a total it only says so in words. */
  done?: number;
  total?: number;
  /** What is counted, such as `entries`. */
  unit: string;
  /** What happened, or what is done right now. */
  children?: ReactNode;
  actions?: ReactNode;
}) {
  const { title, state, done, total, unit, children, actions } = props;
  const t = useText();
  const id = useId();
  const known = done !== undefined && total !== undefined && total > 0;
  const percent = known ? Math.min(100, Math.floor((done / total) * 100)) : 0;
  const words =
    known &&
    t('job.progress', {
      done: formatNumber(done),
      total: formatNumber(total),
      unit,
    });
  return (
    <div className={styles.job}>
      <div className={styles.head}>
        <strong id={id}>{title}</strong>
        <StatusChip tone={tones[state]}>{t(`job.${state}`)}</StatusChip>
        <span className={styles.actions}>{actions}</span>
      </div>
      {(state === 'running' || state === 'waiting') && (
        <div
          className={styles.bar}
          role="progressbar"
          aria-labelledby={id}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={known ? percent : undefined}
          aria-valuetext={words || t(`job.${state}`)}
        >
          <span style={{ width: `${percent}%` }} />
        </div>
      )}
      <small className={styles.words}>
        {[
          words,
          known &&
            state === 'running' &&
            t('job.percent', { percent: String(percent) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
      {children && <div className={styles.sentence}>{children}</div>}
    </div>
  );
}
