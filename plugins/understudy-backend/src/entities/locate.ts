import type { Entity } from '@backstage/catalog-model';
import {
  readKubernetesAnnotations,
  resolveClusterEnvironment,
  type EntityOperations,
} from '@understudy/plugin-understudy-common';
import type { UnderstudyConfig } from '../config/readUnderstudyConfig';

/** Where an entity runs, as far as it is known. */
export interface Location {
  /** Whether its objects can be found in a cluster by a label. */
  selected: boolean;
  clusters: EntityOperations['clusters'];
  environments: EntityOperations['environments'];
}

/**
 * Finds where an entity runs. Without an annotation that narrows it, that may
 * be every cluster that Backstage knows, as for Backstage's Kubernetes plugin;
 * an entity that says nothing about Kubernetes runs nowhere we know of.
 */
export function locate(
  entity: Entity,
  config: Pick<UnderstudyConfig, 'environments' | 'clusters'>,
): Location {
  const annotations = readKubernetesAnnotations(entity);
  const { names } = config.clusters;
  const everywhere = annotations.selected ? names : [];
  const clusters = (annotations.clusters ?? everywhere).map(name => {
    const { environment, known } = resolveClusterEnvironment(
      name,
      config.environments,
    );
    return {
      name,
      ...(annotations.namespace && { namespace: annotations.namespace }),
      configured: names.includes(name),
      environment: environment.name,
      environmentSource: known
        ? ('configuration' as const)
        : ('unknown' as const),
    };
  });
  const environments = config.environments
    .map(({ name, cap, rules }) => ({
      name,
      clusters: clusters
        .filter(({ environment }) => environment === name)
        .map(cluster => cluster.name),
      cap,
      rules,
    }))
    .filter(environment => environment.clusters.length > 0);
  return { selected: annotations.selected, clusters, environments };
}
