import { Link } from '@backstage/ui';
import { Section } from '../../components/Section';
import { formatNumber } from '../../formatNumber';
import { formatMoment } from '../../formatMoment';
import type { AuditSummary } from '../../reviews/ReviewTypes';
import { useText } from '../../translation';
import { CountBars } from './CountBars';
import styles from './SummariesPage.module.css';

/** One day in numbers, each leading to the entries behind it. */
export function DaySummary(props: { summary: AuditSummary }) {
  const { summary } = props;
  const t = useText();
  const day = new Intl.DateTimeFormat(undefined, {
    dateStyle: 'full',
    timeZone: 'UTC',
  }).format(new Date(`${summary.day}T00:00:00Z`));
  const from = `${summary.day}T00:00:00.000Z`;
  const to = new Date(Date.parse(from) + 86_400_000).toISOString();
  const href = (more = '') => `../audit?from=${from}&to=${to}${more}`;
  const { anchoring } = summary;
  const anchored = Math.max(0, ...anchoring.sinks.map(({ size }) => size));
  return (
    <Section
      title={day}
      hint={t('summaries.madeAt', { time: formatMoment(summary.madeAt) })}
      action={<Link href={href()}>{t('summaries.open')}</Link>}
    >
      <dl className={styles.numbers}>
        <Number name={t('summaries.entries')} value={summary.entries} />
        <Number name={t('summaries.operations')} value={summary.operations} />
        <div>
          <dt>{t('summaries.successRate')}</dt>
          <dd>
            {summary.successRate === undefined
              ? t('summaries.noOperation')
              : new Intl.NumberFormat(undefined, {
                  style: 'percent',
                  maximumFractionDigits: 1,
                }).format(summary.successRate)}
          </dd>
        </div>
        <Number
          name={t('summaries.denials')}
          value={summary.denials}
          href={href('&operationType=denial')}
        />
        <Number name={t('summaries.overrides')} value={summary.overrides} />
        <Number
          name={t('summaries.flagsRaised')}
          value={summary.flagsRaised}
          href="../reviews"
        />
        <Number name={t('summaries.openIntents')} value={summary.openIntents} />
        <div>
          <dt>{t('summaries.anchored')}</dt>
          <dd>
            {t('summaries.anchoredOf', {
              anchored: formatNumber(anchored),
              size: formatNumber(anchoring.size),
            })}
          </dd>
        </div>
      </dl>
      <div className={styles.groups}>
        <CountBars
          title={t('summaries.byType')}
          counts={summary.byType}
          wordOf={key =>
            t(`entry.operationType.${key}` as 'entry.operationType.ledger')
          }
        />
        <CountBars
          title={t('summaries.byOutcome')}
          counts={summary.byOutcome}
          wordOf={key => t(`entry.outcome.${key}` as 'entry.outcome.success')}
        />
        <CountBars
          title={t('summaries.byEnvironment')}
          counts={summary.byEnvironment}
          wordOf={key => t(`environment.${key}` as 'environment.test')}
        />
        <CountBars
          title={t('summaries.byTakeoverLevel')}
          counts={summary.byTakeoverLevel}
          wordOf={key => t(`level.${key}` as 'level.L4_AUTO')}
        />
        <CountBars
          title={t('summaries.byChangeLevel')}
          counts={summary.byChangeLevel}
          wordOf={key => key}
        />
      </div>
    </Section>
  );
}

function Number(props: { name: string; value: number; href?: string }) {
  const { name, value, href } = props;
  const text = formatNumber(value);
  return (
    <div>
      <dt>{name}</dt>
      <dd>{href && value > 0 ? <Link href={href}>{text}</Link> : text}</dd>
    </div>
  );
}
