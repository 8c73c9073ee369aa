import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type { ReactNode } from 'react';
import type { AuditEntry } from '../../audit/AuditEntry';
import { formatNumber } from '../../formatNumber';
import type { LedgerProof } from '../../proof/LedgerProof';
import { useText } from '../../translation';
import { CopyBlock } from '../CopyBlock';
import { EntryProof } from '../EntryProof';
import { OutcomeChip } from '../OutcomeChip';
import { EntryFacts } from './EntryFacts';
import { EntryFailure } from './EntryFailure';
import { EntryProofLog } from './EntryProofLog';
import styles from './EntryDetail.module.css';

/** One entry whole: what it says, what proves it, and the exact text that is hashed. */
export function EntryDetail(props: {
  item: AuditEntry;
  proof: LedgerProof;
  correlationHref?: (id: string) => string;
  /** Beside the title: a link to copy, a way to close. */
  actions?: ReactNode;
  /** Below the facts: notes, the intent that was closed. */
  children?: ReactNode;
}) {
  const { item, proof, correlationHref, actions, children } = props;
  const t = useText();
  return (
    <article className={styles.detail}>
      <header className={styles.head}>
        <h3>{t('entry.number', { index: formatNumber(item.index) })}</h3>
        <span className={styles.actions}>{actions}</span>
        <div className={styles.chips}>
          <OutcomeChip entry={item} />
          <EntryProof entry={item} proof={proof} />
        </div>
      </header>
      <EntryFailure item={item} />
      <EntryFacts item={item} correlationHref={correlationHref} />
      {children}
      <EntryProofLog item={item} proof={proof} />
      <Accordion>
        <AccordionTrigger title={t('entry.json')} />
        <AccordionPanel>
          <div className={styles.json}>
            {item.body !== undefined && (
              <>
                <p>{t('entry.jsonHint')}</p>
                <CopyBlock text={item.body} what={t('entry.jsonBytes')} />
              </>
            )}
            <p>{t('entry.jsonOpened')}</p>
            <CopyBlock
              text={JSON.stringify(item.entry, undefined, 2)}
              what={t('entry.jsonOpened')}
            />
          </div>
        </AccordionPanel>
      </Accordion>
    </article>
  );
}
