import type { EntityOperations } from '@understudy/plugin-understudy-common';
import { useText } from '../../translation';
import { EntityLink } from '../EntityLink';
import styles from './EntityFacts.module.css';

/** Who owns an entity and what kind of system it is, each with where that is known from. */
export function EntityFacts(props: { operations: EntityOperations }) {
  const { owners, systemType, youOwnIt } = props.operations;
  const t = useText();
  return (
    <dl className={styles.facts}>
      <dt>{t('operations.owner')}</dt>
      <dd>
        {owners.length === 0 && t('operations.ownerNone')}
        {owners.map((owner, index) => (
          <span key={owner}>
            {index > 0 && ', '}
            <EntityLink entityRef={owner} />
          </span>
        ))}
        {youOwnIt !== undefined && owners.length > 0 && (
          <small>
            {t(youOwnIt ? 'operations.youOwnIt' : 'operations.youDoNotOwnIt')}
          </small>
        )}
      </dd>
      <dt>{t('operations.systemType')}</dt>
      <dd>
        {t(
          systemType.value === 'developed'
            ? 'operations.systemTypeDeveloped'
            : 'operations.systemTypeExisting',
        )}
        <small>
          {t(
            systemType.source === 'annotation'
              ? 'operations.sourceAnnotation'
              : 'operations.sourceDefault',
          )}
        </small>
      </dd>
    </dl>
  );
}
