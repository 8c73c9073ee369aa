import { Button, ButtonIcon, Link } from '@backstage/ui';
import { RiArrowLeftLine, RiCloseLine } from '@remixicon/react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { AuditEntry } from '../../audit/AuditEntry';
import { useAuditEntry } from '../../audit/useAuditEntry';
import { useLedgerProof } from '../../audit/useLedgerProof';
import { CopyButton } from '../../components/CopyButton';
import { EntryDetail } from '../../components/EntryDetail';
import { LoadingState } from '../../components/LoadingState';
import { ProblemState } from '../../components/ProblemState';
import { ProofBadge } from '../../components/ProofBadge';
import { isWritten } from '../../isWritten';
import { useText } from '../../translation';
import styles from './AuditPage.module.css';
import { EntryNotes } from './EntryNotes';
import { RedactEntry } from './RedactEntry';

/** One entry beside the list, or instead of it where there is no room for both. */
export function EntryPanel(props: {
  id: string;
  /** What the list knows of it already. */
  known?: AuditEntry;
  hrefOf: (id: string) => string;
  correlationHref: (id: string) => string;
  onClose: () => void;
}) {
  const { id, known, hrefOf, correlationHref, onClose } = props;
  const t = useText();
  const { value, error, retry } = useAuditEntry(id);
  const item = value?.entry ?? known;
  const verifiable = useMemo(
    () => (item ? [item, ...(value?.notes ?? [])] : []),
    [item, value],
  );
  const proof = useLedgerProof(verifiable);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus(), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !isWritten(event.target)) {
      event.stopPropagation();
      onClose();
    }
  };
  const link = `${window.location.origin}${window.location.pathname}?entry=${id}`;
  return (
    // Escape closes it from wherever in it the focus is.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside
      className={styles.panel}
      ref={panel}
      // Opened by a key or a click elsewhere: what follows is read from here.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={-1}
      aria-label={t('audit.panel')}
      onKeyDown={onKeyDown}
    >
      <Button
        size="small"
        variant="tertiary"
        className={styles.back}
        iconStart={<RiArrowLeftLine />}
        onPress={onClose}
      >
        {t('audit.back')}
      </Button>
      {error && !item && <ProblemState error={error} onRetry={retry} />}
      {!item && !error && <LoadingState lines={8} />}
      {item && (
        <>
          {!known && <ProofBadge proof={proof} shown={verifiable} />}
          <EntryDetail
            item={item}
            proof={proof}
            correlationHref={correlationHref}
            actions={
              <>
                <CopyButton text={link} what={t('entry.linkTo')} />
                <ButtonIcon
                  size="small"
                  variant="tertiary"
                  className={styles.close}
                  icon={<RiCloseLine />}
                  aria-label={t('entry.close')}
                  onPress={onClose}
                />
              </>
            }
          >
            {item.entry.intentId && (
              <p className={styles.note}>
                {t('entry.intent')}{' '}
                <Link href={hrefOf(item.entry.intentId)}>
                  {value?.intent?.entry.reason ?? t('entry.intentOpen')}
                </Link>
              </p>
            )}
            {item.closed && (
              <p className={styles.note}>
                {t('entry.closedBy')}{' '}
                <Link href={hrefOf(item.closed.entryId)}>
                  {t('entry.outcomeOpen')}
                </Link>
              </p>
            )}
            <EntryNotes
              id={id}
              notes={value?.notes}
              error={error}
              onChanged={retry}
            />
            <RedactEntry item={item} onChanged={retry} />
          </EntryDetail>
        </>
      )}
    </aside>
  );
}
