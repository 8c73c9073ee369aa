import { type Entity, getCompoundEntityRef } from '@backstage/catalog-model';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Link, Skeleton } from '@backstage/ui';
import { EnvironmentChip } from '../../components/EnvironmentChip';
import { useEntityOperations } from '../../hooks/useEntityOperations';
import { useText } from '../../translation';
import styles from './OwnedEntities.module.css';

/** One entity with a link to its Operations tab and the environments it runs in. */
export function OwnedEntityRow(props: { entity: Entity }) {
  const { entity } = props;
  const t = useText();
  const entityLink = useEntityRefLink();
  const { value, error } = useEntityOperations(getCompoundEntityRef(entity));
  const names = value?.environments
    .filter(({ clusters }) => clusters.length > 0)
    .map(({ name }) => name);
  return (
    <li className={styles.row}>
      <span className={styles.name}>
        <Link href={`${entityLink(entity)}/operations`} weight="bold">
          {entity.metadata.title ?? entity.metadata.name}
        </Link>
        <small>{entity.kind.toLocaleLowerCase('en-US')}</small>
      </span>
      <span className={styles.environments}>
        {error && <small>{t('partial.row')}</small>}
        {!error && !names && <Skeleton width={160} height={18} />}
        {names?.length === 0 && <small>{t('overview.noCluster')}</small>}
        {names?.map(name => (
          <EnvironmentChip key={name} name={name} />
        ))}
      </span>
    </li>
  );
}
