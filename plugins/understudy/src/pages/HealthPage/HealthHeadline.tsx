import type {
  HealthReport,
  HealthStops,
} from '@understudy/plugin-understudy-common';
import { StatusChip } from '../../components/StatusChip';
import { statusTone } from '../../statusTone';
import { useText } from '../../translation';
import { formatTime } from './formatTime';
import styles from './HealthPage.module.css';

const fromLittleToAll: readonly HealthStops[] = [
  'nothing',
  'sensitive-reads',
  'writes',
  'everything',
];

/** The whole report in one line: how many checks failed, and what that stops now. */
export function HealthHeadline(props: { report: HealthReport }) {
  const { status, checks, checkedAt } = props.report;
  const t = useText();
  const matching = checks.filter(check => check.status === status);
  const stops = [...fromLittleToAll]
    .reverse()
    .find(each => matching.some(check => check.stops === each));
  const sentence = {
    ok: () => t('health.summaryOk'),
    attention: () => t('health.summaryAttention', { count: matching.length }),
    failed: () =>
      t('health.summaryFailed', {
        count: matching.length,
        stops: t(`health.stopsNow.${stops ?? 'nothing'}`),
      }),
  }[status]();
  return (
    <div
      className={styles.summary}
      data-tone={statusTone(status)}
      role="status"
    >
      <StatusChip tone={statusTone(status)}>{t(`health.${status}`)}</StatusChip>
      <strong>{sentence}</strong>
      <small>{t('health.checkedAt', { time: formatTime(checkedAt) })}</small>
    </div>
  );
}
