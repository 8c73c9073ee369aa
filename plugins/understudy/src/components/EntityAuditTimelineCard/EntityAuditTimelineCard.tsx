import { getCompoundEntityRef } from '@backstage/catalog-model';
import {
  useEntity,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { useLedgerProof } from '../../audit/useLedgerProof';
import { useConsolePath } from '../../hooks/useConsolePath';
import { useEntityTimeline } from '../../hooks/useEntityTimeline';
import { useText } from '../../translation';
import { DeniedState } from '../DeniedState';
import { EmptyState } from '../EmptyState';
import { EntryTimeline } from '../EntryTimeline';
import { LoadingState } from '../LoadingState';
import { ProblemState } from '../ProblemState';
import { ProofBadge } from '../ProofBadge';
import { Section } from '../Section';
import styles from './EntityAuditTimelineCard.module.css';

/**
 * The last twenty things that were done to the entity one looks at, with what
 * this browser can prove of them.
 *
 * @public
 */
export function EntityAuditTimelineCard() {
  const { entity } = useEntity();
  const t = useText();
  const { primaryTitle } = useEntityPresentation(entity);
  const { items, scope, denied, error, retry, tail, ref } = useEntityTimeline(
    getCompoundEntityRef(entity),
  );
  const proof = useLedgerProof(items, scope);
  // Where nothing is shown there is nothing to prove, unless the log itself is wrong.
  const broken = (proof.verdict?.problems.length ?? 0) > 0;
  const audit = `${useConsolePath()}/audit?last=all&entityRef=${encodeURIComponent(
    ref,
  )}`;
  return (
    <Section
      title={t('timeline.title')}
      action={
        items && (
          <span className={styles.actions}>
            <small data-state={tail} role="status">
              {t(`timeline.${tail}`)}
            </small>
            <Link href={audit}>{t('timeline.all')}</Link>
          </span>
        )
      }
    >
      <div className={styles.card}>
        {items && (items.length > 0 || broken) && (
          <ProofBadge proof={proof} shown={items} />
        )}
        {denied !== undefined && <DeniedState reason={denied} />}
        {error && !items && <ProblemState error={error} onRetry={retry} />}
        {!items && !error && denied === undefined && <LoadingState lines={5} />}
        {items?.length === 0 && (
          <EmptyState title={t('timeline.noneTitle')}>
            {t('timeline.noneSentence')}
          </EmptyState>
        )}
        {items && items.length > 0 && (
          <EntryTimeline
            label={t('timeline.label', { name: primaryTitle })}
            entries={items}
            proof={proof}
            hrefOf={entry => `${audit}&entry=${entry.id}`}
          />
        )}
      </div>
    </Section>
  );
}
