import type { HealthCheckResult } from '@understudy/plugin-understudy-common';
import { StatusChip } from '../../components/StatusChip';
import { StepLink } from '../../components/StepLink';
import { statusTone } from '../../statusTone';
import { useText } from '../../translation';
import { formatTime } from './formatTime';
import styles from './HealthPage.module.css';

/** One check: its state in a word, a sentence, what it stops, and what to do. */
export function HealthCheck(props: { check: HealthCheckResult }) {
  const { check } = props;
  const t = useText();
  const stops =
    check.status === 'failed' ? 'health.stopsNow' : 'health.stopsIf';
  return (
    <li className={styles.check} data-tone={statusTone(check.status)}>
      <div className={styles.state}>
        <StatusChip tone={statusTone(check.status)}>
          {t(`health.${check.status}`)}
        </StatusChip>
      </div>
      <div className={styles.words}>
        <h3>{check.title}</h3>
        <p>{check.sentence}</p>
        {check.action && (
          <p className={styles.action}>
            <b>{t('health.do')}:</b> {check.action}{' '}
            {check.link && <StepLink href={check.link} about={check.title} />}
          </p>
        )}
      </div>
      <div className={styles.meta}>
        <span>{t(`${stops}.${check.stops}`)}</span>
        <span>{t('health.since', { time: formatTime(check.since) })}</span>
      </div>
    </li>
  );
}
