import { Link } from '@backstage/ui';
import type { AuditEntry } from '../../audit/AuditEntry';
import { formatMoment } from '../../formatMoment';
import { formatNumber } from '../../formatNumber';
import type { LedgerProof } from '../../proof/LedgerProof';
import { useText } from '../../translation';
import { EntryHow, EntryWhat, EntryWhere, EntryWho } from '../EntryWords';
import { OutcomeChip } from '../OutcomeChip';
import styles from './EntryTimeline.module.css';

/** Entries one below the other, for a card or a narrow screen. */
export function EntryTimeline(props: {
  label: string;
  entries: readonly AuditEntry[];
  proof: LedgerProof;
  /** Where an entry is shown whole. */
  hrefOf: (entry: AuditEntry) => string;
}) {
  const { label, entries, proof, hrefOf } = props;
  const t = useText();
  return (
    <ol className={styles.timeline} aria-label={label}>
      {entries.map(item => (
        <li
          key={item.id}
          className={styles.item}
          data-outcome={item.entry.outcome ?? item.closed?.outcome}
          data-broken={
            item.fieldProblem !== undefined ||
            proof.entries.get(item.id)?.state === 'altered' ||
            undefined
          }
        >
          <div className={styles.head}>
            <Link
              href={hrefOf(item)}
              color="secondary"
              aria-label={t('entry.link', {
                time: formatMoment(item.entry.occurredAt),
                index: formatNumber(item.index),
              })}
            >
              <time
                dateTime={item.entry.occurredAt}
                title={item.entry.occurredAt}
              >
                {formatMoment(item.entry.occurredAt)}
              </time>
            </Link>
            <span className={styles.who}>
              <EntryWho entry={item.entry} />
            </span>
            <OutcomeChip entry={item} />
          </div>
          <div className={styles.body}>
            <EntryWhat entry={item.entry} />
            <div className={styles.more}>
              <EntryWhere entry={item.entry} />
              <EntryHow entry={item.entry} />
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}
