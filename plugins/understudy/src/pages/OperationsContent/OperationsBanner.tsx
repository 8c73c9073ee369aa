import {
  environmentNames,
  type EntityOperations,
} from '@understudy/plugin-understudy-common';
import { EnvironmentBanner } from '../../components/EnvironmentBanner';
import { useText } from '../../translation';

/** The strictest environment that the entity runs in, as far as is known. */
export function OperationsBanner(props: {
  clusters: EntityOperations['clusters'];
}) {
  const { clusters } = props;
  const t = useText();
  const present = environmentNames.filter(name =>
    clusters.some(cluster => cluster.environment === name),
  );
  const strictest = present[present.length - 1];
  if (!strictest) {
    return null;
  }
  const there = clusters.filter(cluster => cluster.environment === strictest);
  const namespaces = new Set(there.map(cluster => cluster.namespace));
  return (
    <EnvironmentBanner
      environment={strictest}
      clusters={there.map(cluster => cluster.name)}
      assumed={there.every(cluster => cluster.environmentSource === 'unknown')}
      namespace={namespaces.size === 1 ? there[0].namespace : undefined}
      alsoIn={present.filter(name => name !== strictest)}
      note={t('environment.readsOnly')}
    />
  );
}
