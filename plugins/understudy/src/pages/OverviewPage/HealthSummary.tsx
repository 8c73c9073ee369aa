import { Link } from '@backstage/ui';
import { LoadingState } from '../../components/LoadingState';
import { PartialState } from '../../components/PartialState';
import { Section } from '../../components/Section';
import { StatusLine } from '../../components/StatusLine';
import { useHealth } from '../../hooks/useHealth';
import { statusTone } from '../../statusTone';
import { useText } from '../../translation';

/** The state of all checks in one line, and the way to the page about them. */
export function HealthSummary() {
  const t = useText();
  const { value, error, retry } = useHealth();
  const total = value?.checks.length ?? 0;
  const notOk = value?.checks.filter(({ status }) => status !== 'ok').length;
  return (
    <Section
      title={t('health.title')}
      action={<Link href="../health">{t('common.openHealth')}</Link>}
    >
      {error && (
        <PartialState onRetry={retry}>{t('partial.health')}</PartialState>
      )}
      {!error && !value && <LoadingState lines={1} />}
      {!error && value && (
        <StatusLine
          tone={statusTone(value.status)}
          word={t(`health.${value.status}`)}
        >
          {notOk
            ? t('overview.healthNotOk', { count: notOk, total: String(total) })
            : t('overview.healthAllOk', { count: total })}
        </StatusLine>
      )}
    </Section>
  );
}
