import { Button } from '@backstage/ui';
import { JobProgress } from '../../components/JobProgress';
import { Section } from '../../components/Section';
import { StatusLine } from '../../components/StatusLine';
import type { LedgerVerification as Verification } from '../../audit/AuditTypes';
import { formatMoment } from '../../formatMoment';
import { formatNumber } from '../../formatNumber';
import { shortRef } from '../../shortRef';
import { useText } from '../../translation';
import styles from './AuditPage.module.css';

/** What the newest full verification on the server has shown, or how far it is. */
export function LedgerVerification(props: {
  newest: Verification;
  running: boolean;
  /** Closes it. */
  onClose: () => void;
}) {
  const { newest, running, onClose } = props;
  const t = useText();
  const { report, problem } = newest;
  const by = shortRef(newest.requestedBy);
  return (
    <Section
      title={t('custody.verification')}
      hint={t('custody.verificationHint')}
      action={
        <Button size="small" variant="tertiary" onPress={onClose}>
          {t('custody.close')}
        </Button>
      }
    >
      {running && (
        <JobProgress
          title={t('custody.startedBy', {
            who: by,
            time: formatMoment(newest.startedAt),
          })}
          state="running"
          unit={t('evidence.unit')}
        >
          {t('custody.looked', { count: newest.done })}
        </JobProgress>
      )}
      {problem && (
        <StatusLine tone="bad" word={t('custody.notFinished')}>
          {problem}
        </StatusLine>
      )}
      {report && (
        <>
          <StatusLine
            tone={report.intact ? 'good' : 'bad'}
            word={t(report.intact ? 'custody.intact' : 'custody.broken')}
          >
            {t('custody.summary', {
              size: formatNumber(report.size),
              checkpoints: formatNumber(report.checkpoints),
              anchored: formatNumber(report.anchored),
              redacted: formatNumber(report.redacted),
              who: by,
              time: formatMoment(newest.finishedAt ?? newest.startedAt),
            })}
          </StatusLine>
          {report.findings.length > 0 && (
            <ul className={styles.findings}>
              {report.findings.map(finding => (
                <li
                  key={`${finding.code} ${finding.index} ${finding.sentence}`}
                >
                  <code>{finding.code}</code> {finding.sentence}
                </li>
              ))}
              {report.more && <li>{t('custody.more')}</li>}
            </ul>
          )}
          {report.notices.length > 0 && (
            <ul className={styles.findings}>
              {report.notices.map(notice => (
                <li key={notice}>{notice}</li>
              ))}
            </ul>
          )}
          <details>
            <summary>{t('custody.proved')}</summary>
            <ul className={styles.findings}>
              {report.proved.map(sentence => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </details>
        </>
      )}
    </Section>
  );
}
