import { Button } from '@backstage/ui';
import type { AuditEntry } from '../../audit/AuditEntry';
import type { useAuditEntries } from '../../audit/useAuditEntries';
import { EmptyState } from '../../components/EmptyState';
import { EntryTable } from '../../components/EntryTable';
import { EntryTimeline } from '../../components/EntryTimeline';
import { LoadingState } from '../../components/LoadingState';
import { PartialState } from '../../components/PartialState';
import { Section } from '../../components/Section';
import { formatNumber } from '../../formatNumber';
import { useIsNarrow } from '../../hooks/useIsNarrow';
import type { LedgerProof } from '../../proof/LedgerProof';
import { useText } from '../../translation';
import { AuditLive } from './AuditLive';
import styles from './AuditPage.module.css';

/** The entries that were found: a table, or a timeline where that is too wide. */
export function AuditList(props: {
  list: ReturnType<typeof useAuditEntries>;
  proof: LedgerProof;
  openId?: string;
  onOpen: (id: string) => void;
  hrefOf: (entry: AuditEntry) => string;
  onShowAll: () => void;
  /** Whether anything is left out, so that showing all could show more. */
  narrowed: boolean;
}) {
  const { list, proof, openId, onOpen, hrefOf, onShowAll, narrowed } = props;
  const { items, error, scope, stoppedAt, older, newer } = list;
  const t = useText();
  const isNarrow = useIsNarrow();
  if (!items) {
    return (
      <Section title={t('audit.list')}>
        <LoadingState lines={8} />
      </Section>
    );
  }
  return (
    <div className={styles.found}>
      <div className={styles.status}>
        <span>
          {scope === 'owned' ? t('audit.scopeOwned') : t('audit.scopeAll')}
        </span>
        <AuditLive list={list} />
      </div>
      {error && (
        <PartialState onRetry={list.retry}>{t('audit.partial')}</PartialState>
      )}
      {items.length === 0 && !stoppedAt && (
        <EmptyState
          title={t('audit.noneTitle')}
          action={
            narrowed && (
              <Button size="small" variant="secondary" onPress={onShowAll}>
                {t('audit.showAll')}
              </Button>
            )
          }
        >
          {t(narrowed ? 'audit.noneNarrowed' : 'audit.noneSentence')}
        </EmptyState>
      )}
      {items.length > 0 &&
        (isNarrow ? (
          <EntryTimeline
            label={t('audit.list')}
            entries={items}
            proof={proof}
            hrefOf={hrefOf}
          />
        ) : (
          <EntryTable
            label={t('audit.list')}
            entries={items}
            proof={proof}
            openId={openId}
            onOpen={onOpen}
            stale={list.loading}
          />
        ))}
      {stoppedAt && (
        <p className={styles.note}>
          {t('audit.stopped', { index: formatNumber(stoppedAt.index) })}
        </p>
      )}
      {(older || newer) && (
        <div className={styles.pages}>
          <Button
            size="small"
            variant="secondary"
            isDisabled={!newer}
            onPress={newer}
          >
            {t('audit.newer')}
          </Button>
          <span>{t('audit.page', { page: String(list.page) })}</span>
          <Button
            size="small"
            variant="secondary"
            isDisabled={!older}
            onPress={older}
          >
            {t(stoppedAt ? 'audit.searchOn' : 'audit.older')}
          </Button>
        </div>
      )}
    </div>
  );
}
