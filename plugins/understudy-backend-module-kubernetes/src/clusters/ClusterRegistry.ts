import { OperationError } from '@understudy/plugin-understudy-node';
import { safeText } from '@understudy/plugin-understudy-common';
import type { KubernetesCluster } from './KubernetesCluster';

/** The clusters that are configured, by name. */
export class ClusterRegistry {
  readonly #clusters: ReadonlyMap<string, KubernetesCluster>;

  constructor(clusters: readonly KubernetesCluster[]) {
    this.#clusters = new Map(clusters.map(cluster => [cluster.name, cluster]));
  }

  all(): KubernetesCluster[] {
    return [...this.#clusters.values()];
  }

  get(name: string): KubernetesCluster {
    const cluster = this.#clusters.get(name);
    if (!cluster) {
      const names = [...this.#clusters.keys()];
      throw new OperationError(
        'invalid',
        `There is no cluster ${safeText(name)}. ${
          names.length > 0
            ? `There are ${names.join(', ')}`
            : 'None is configured'
        }`,
      );
    }
    return cluster;
  }
}
