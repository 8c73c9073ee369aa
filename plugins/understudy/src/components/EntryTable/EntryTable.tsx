import {
  Cell,
  Column,
  Row,
  TableBody,
  TableHeader,
  TableRoot,
} from '@backstage/ui';
import type { AuditEntry } from '../../audit/AuditEntry';
import { formatMoment } from '../../formatMoment';
import type { LedgerProof } from '../../proof/LedgerProof';
import { useText } from '../../translation';
import { EntryHow, EntryWhat, EntryWhere, EntryWho } from '../EntryWords';
import { OutcomeChip } from '../OutcomeChip';
import styles from './EntryTable.module.css';

/** Entries in rows: arrow keys go from one to the next, Enter opens it. */
export function EntryTable(props: {
  label: string;
  entries: readonly AuditEntry[];
  proof: LedgerProof;
  /** The entry that is open beside the table. */
  openId?: string;
  onOpen: (id: string) => void;
  /** Shown as busy while newer rows are on their way. */
  stale?: boolean;
}) {
  const { label, entries, proof, openId, onOpen, stale } = props;
  const t = useText();
  return (
    <div className={styles.frame}>
      <TableRoot
        aria-label={label}
        stale={stale}
        className={styles.table}
        selectionMode="none"
      >
        <TableHeader>
          <Column isRowHeader>{t('entry.when')}</Column>
          <Column>{t('entry.who')}</Column>
          <Column>{t('entry.what')}</Column>
          <Column>{t('entry.where')}</Column>
          <Column>{t('entry.how')}</Column>
          <Column>{t('entry.outcomeTitle')}</Column>
        </TableHeader>
        <TableBody items={entries} dependencies={[openId, proof, t]}>
          {item => (
            <Row
              id={item.id}
              textValue={`${item.entry.action} ${item.entry.occurredAt}`}
              className={styles.row}
              data-open={item.id === openId || undefined}
              data-broken={isBroken(item, proof) || undefined}
              onAction={() => onOpen(item.id)}
            >
              <Cell className={styles.when}>
                <time
                  dateTime={item.entry.occurredAt}
                  title={item.entry.occurredAt}
                >
                  {formatMoment(item.entry.occurredAt)}
                </time>
              </Cell>
              <Cell>
                <EntryWho entry={item.entry} />
              </Cell>
              <Cell>
                <EntryWhat entry={item.entry} />
              </Cell>
              <Cell>
                <EntryWhere entry={item.entry} />
              </Cell>
              <Cell>
                <EntryHow entry={item.entry} />
              </Cell>
              <Cell>
                <OutcomeChip entry={item} />
              </Cell>
            </Row>
          )}
        </TableBody>
      </TableRoot>
    </div>
  );
}

function isBroken(item: AuditEntry, proof: LedgerProof): boolean {
  return (
    item.fieldProblem !== undefined ||
    proof.entries.get(item.id)?.state === 'altered'
  );
}
