import { Container } from '@backstage/ui';
import { useCallback, useMemo, useRef, useState } from 'react';
import { defaultRange } from '../../audit/AuditSearch';
import { useAuditEntries } from '../../audit/useAuditEntries';
import { useAuditSearch } from '../../audit/useAuditSearch';
import { useLedgerCustody } from '../../audit/useLedgerCustody';
import { useLedgerProof } from '../../audit/useLedgerProof';
import { PartialState } from '../../components/PartialState';
import { ProblemState } from '../../components/ProblemState';
import { ProofBadge } from '../../components/ProofBadge';
import { useEvidence } from '../../evidence/useEvidence';
import { useText } from '../../translation';
import { AuditActions } from './AuditActions';
import { AuditFilters } from './AuditFilters';
import { AuditList } from './AuditList';
import styles from './AuditPage.module.css';
import { EntryPanel } from './EntryPanel';
import { EvidencePackages } from './EvidencePackages';
import { LedgerAlarms } from './LedgerAlarms';
import { LedgerVerification } from './LedgerVerification';

/** The ledger: who did what, where, when and why, and what this browser can prove of it. */
export function AuditPage() {
  const t = useText();
  const { search, setSearch, openId, open, hrefOf } = useAuditSearch();
  const list = useAuditEntries(search);
  const proof = useLedgerProof(list.items, list.scope);
  const evidence = useEvidence();
  const custody = useLedgerCustody();
  const [verifying, setVerifying] = useState(false);
  const shown = useMemo(() => list.items ?? [], [list.items]);
  const listElement = useRef<HTMLDivElement>(null);

  const close = useCallback(() => {
    const row = openId && rowOf(listElement.current, openId);
    open(undefined);
    if (row) {
      row.focus();
    }
  }, [open, openId]);
  const correlationHref = useCallback(
    (id: string) =>
      hrefOf(undefined, {
        range: {},
        values: { correlationId: [id] },
        words: '',
      }),
    [hrefOf],
  );

  return (
    <Container pb="6">
      <div className={styles.page}>
        <div className={styles.head}>
          <h2 className={styles.title}>{t('audit.title')}</h2>
          <AuditActions
            search={search}
            parameters={list.parameters}
            evidence={evidence}
            custody={custody}
            onVerify={() => setVerifying(true)}
          />
        </div>
        <LedgerAlarms alarms={custody.alarms} onChanged={custody.retry} />
        {custody.error && (
          <PartialState onRetry={custody.retry}>
            {t('custody.partial')}
          </PartialState>
        )}
        {custody.newest && (verifying || custody.running) && (
          <LedgerVerification
            newest={custody.newest}
            running={custody.running}
            onClose={() => setVerifying(false)}
          />
        )}
        {(proof.asked || (!list.items && !list.error)) && (
          <ProofBadge proof={proof} shown={shown} />
        )}
        <AuditFilters search={search} onChange={setSearch} />
        <EvidencePackages evidence={evidence} />
        {list.error && !list.items ? (
          <ProblemState error={list.error} onRetry={list.retry} />
        ) : (
          <div className={styles.columns} data-open={openId ? '' : undefined}>
            <div className={styles.list} ref={listElement}>
              <AuditList
                list={list}
                proof={proof}
                openId={openId}
                onOpen={open}
                hrefOf={entry => hrefOf(entry.id)}
                onShowAll={() =>
                  setSearch({ range: {}, values: {}, words: '' })
                }
                narrowed={
                  search.words !== '' ||
                  Object.keys(search.values).length > 0 ||
                  search.range.last === defaultRange.last
                }
              />
            </div>
            {openId && (
              <EntryPanel
                key={openId}
                id={openId}
                known={shown.find(({ id }) => id === openId)}
                hrefOf={hrefOf}
                correlationHref={correlationHref}
                onClose={close}
              />
            )}
          </div>
        )}
      </div>
    </Container>
  );
}

function rowOf(
  list: HTMLElement | null,
  id: string,
): HTMLElement | null | undefined {
  return list?.querySelector<HTMLElement>(`[data-key="${CSS.escape(id)}"]`);
}
