import { Button } from '@backstage/ui';
import { useApi } from '@backstage/frontend-plugin-api';
import { RiDownloadLine } from '@remixicon/react';
import { useState } from 'react';
import { wordsOf } from '../../api/wordsOf';
import { CopyButton } from '../../components/CopyButton';
import { JobProgress } from '../../components/JobProgress';
import { PartialState } from '../../components/PartialState';
import { Section } from '../../components/Section';
import type { EvidenceExport } from '../../evidence/EvidenceApi';
import { evidenceApiRef } from '../../evidence/evidenceApiRef';
import type { useEvidence } from '../../evidence/useEvidence';
import { formatMoment } from '../../formatMoment';
import { formatNumber } from '../../formatNumber';
import { saveFile } from '../../saveFile';
import { useText } from '../../translation';
import { shortRef } from '../../shortRef';
import styles from './AuditPage.module.css';

/** The packages that are made or were asked for in this visit; the others on demand. */
export function EvidencePackages(props: {
  evidence: ReturnType<typeof useEvidence>;
}) {
  const { exports: all, error, retry } = props.evidence;
  const t = useText();
  const [whole, setWhole] = useState(false);
  const [since] = useState(() => new Date().toISOString());
  const status = (error as { statusCode?: number } | undefined)?.statusCode;
  // Who may not export sees nothing of it, except when they ask for one.
  if (status === 403 || (!error && !all?.length)) {
    return null;
  }
  const shown = (all ?? []).filter(
    ({ state, requestedAt }) =>
      whole ||
      state === 'waiting' ||
      state === 'running' ||
      requestedAt > since,
  );
  const hidden = (all ?? []).length - shown.length;
  const showAll = hidden > 0 && (
    <Button size="small" variant="tertiary" onPress={() => setWhole(true)}>
      {t(shown.length > 0 ? 'evidence.more' : 'evidence.show', {
        count: hidden,
      })}
    </Button>
  );
  if (shown.length === 0 && !error) {
    return <div>{showAll}</div>;
  }
  return (
    <Section title={t('evidence.packages')} action={showAll}>
      {error && (
        <PartialState onRetry={retry}>{t('evidence.partial')}</PartialState>
      )}
      <ul className={styles.packages}>
        {shown.map(each => (
          <li key={each.id}>
            <Package one={each} onChanged={retry} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Package(props: { one: EvidenceExport; onChanged: () => void }) {
  const { one, onChanged } = props;
  const api = useApi(evidenceApiRef);
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Error>();
  const attempt = async (deed: () => Promise<void>) => {
    setBusy(true);
    setFailed(undefined);
    try {
      await deed();
    } catch (error) {
      setFailed(error as Error);
    } finally {
      setBusy(false);
    }
  };
  const making = one.state === 'waiting' || one.state === 'running';
  const { from, to } = one.request.period;
  const facts = [
    shortRef(one.requestedBy),
    formatMoment(one.requestedAt),
    one.entries !== undefined && t('evidence.entries', { count: one.entries }),
    one.bytes !== undefined && sizeOf(one.bytes),
    one.state === 'ready' &&
      t(one.complete ? 'evidence.complete' : 'evidence.selection'),
    one.store && t('evidence.stored', { place: one.store }),
    one.state === 'ready' &&
      one.expiresAt &&
      t('evidence.until', { time: formatMoment(one.expiresAt) }),
  ];
  return (
    <JobProgress
      title={t('evidence.titleOf', {
        from: from ? formatMoment(from) : t('evidence.first'),
        to: to ? formatMoment(to) : t('evidence.last'),
        reason: one.request.reason,
      })}
      state={one.state}
      done={making ? one.done : undefined}
      total={making ? one.total : undefined}
      unit={t('evidence.unit')}
      actions={
        <>
          {making && (
            <Button
              size="small"
              variant="secondary"
              isPending={busy}
              onPress={() =>
                attempt(async () => {
                  await api.cancelExport(one.id);
                  onChanged();
                })
              }
            >
              {t('evidence.cancel')}
            </Button>
          )}
          {one.state === 'ready' && (
            <Button
              size="small"
              variant="primary"
              iconStart={<RiDownloadLine />}
              isPending={busy}
              onPress={() =>
                attempt(async () =>
                  saveFile(
                    await api.download(one.id),
                    `understudy-evidence-${one.id}.zip`,
                  ),
                )
              }
            >
              {t('job.download')}
            </Button>
          )}
        </>
      }
    >
      {facts.filter(Boolean).join(' · ')}
      {one.sha256 && (
        <span className={styles.digest}>
          SHA-256 <code>{formatDigest(one.sha256)}</code>
          <CopyButton text={one.sha256} what="SHA-256" />
        </span>
      )}
      {one.problem && <span className={styles.failed}> {one.problem}</span>}
      {failed && (
        <span role="alert" className={styles.failed}>
          {' '}
          {t('evidence.failed', { message: wordsOf(failed) })}
        </span>
      )}
    </JobProgress>
  );
}

function formatDigest(hex: string): string {
  return `${hex.slice(0, 12)}…${hex.slice(-12)}`;
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000
    ? `${formatNumber(Math.ceil(bytes / 1000))} kB`
    : `${formatNumber(Math.round(bytes / 100_000) / 10)} MB`;
}
