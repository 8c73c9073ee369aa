import { EmptyState } from '../../components/EmptyState';
import { LoadingState } from '../../components/LoadingState';
import { PartialState } from '../../components/PartialState';
import { Section } from '../../components/Section';
import type { OwnedEntities as Owned } from '../../hooks/useOwnedEntities';
import { useText } from '../../translation';
import { OwnedEntityRow } from './OwnedEntityRow';
import styles from './OwnedEntities.module.css';

/** What belongs to the signed-in person, and where it runs. */
export function OwnedEntities(props: {
  owned?: Owned;
  error?: Error;
  onRetry: () => void;
}) {
  const { owned, error, onRetry } = props;
  const t = useText();
  return (
    <Section title={t('overview.owned')} hint={t('overview.ownedHint')}>
      {error && (
        <PartialState onRetry={onRetry}>{t('partial.owned')}</PartialState>
      )}
      {!error && !owned && <LoadingState />}
      {!error && owned?.entities.length === 0 && (
        <EmptyState title={t('overview.ownedNoneTitle')}>
          {t('overview.ownedNoneSentence')}
        </EmptyState>
      )}
      {!error && owned && owned.entities.length > 0 && (
        <ul className={styles.list}>
          {owned.entities.map(entity => (
            <OwnedEntityRow
              key={`${entity.kind}/${entity.metadata.name}`}
              entity={entity}
            />
          ))}
          {owned.more > 0 && (
            <li className={styles.more}>
              {t('overview.andMore', { count: owned.more })}
            </li>
          )}
        </ul>
      )}
    </Section>
  );
}
