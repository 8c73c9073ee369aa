import type { Entity } from '@backstage/catalog-model';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import { Section } from '../../components/Section';
import { useText } from '../../translation';
import styles from './TryFirst.module.css';

/** What shows best what Understudy knows, each a click away. */
export function TryFirst(props: { entity?: Entity }) {
  const { entity } = props;
  const t = useText();
  const entityLink = useEntityRefLink();
  return (
    <Section title={t('overview.tryFirst')} spot>
      <ol className={styles.steps}>
        {entity && (
          <li>
            <Link href={`${entityLink(entity)}/operations`} weight="bold">
              {t('overview.tryOwned', {
                name: entity.metadata.title ?? entity.metadata.name,
              })}
            </Link>
            <p>{t('overview.tryOwnedWhy')}</p>
          </li>
        )}
        <li>
          <Link href="../health" weight="bold">
            {t('overview.tryHealth')}
          </Link>
          <p>{t('overview.tryHealthWhy')}</p>
        </li>
      </ol>
    </Section>
  );
}
