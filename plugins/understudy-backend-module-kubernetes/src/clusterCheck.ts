import type { HealthCheck } from '@understudy/plugin-understudy-node';
import { createHash } from 'node:crypto';
import type { KubernetesConnector } from './KubernetesConnector';

/** Two names that look alike as ids stay apart. */
function idOf(name: string): string {
  const slug = name.toLocaleLowerCase('en').replace(/[^a-z0-9]+/g, '-');
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return slug === name && slug.length <= 50
    ? `kubernetes-${slug}`
    : `kubernetes-${slug.slice(0, 40)}-${hash}`;
}

/** Whether a cluster answers, and who acts there. */
export function clusterCheck(
  connector: KubernetesConnector,
  cluster: string,
): HealthCheck {
  return {
    id: idOf(cluster),
    title: `Cluster ${cluster}`,
    stops: 'nothing',
    async check({ signal }) {
      const { cluster: _, ...observation } = await connector.healthOf(
        cluster,
        signal,
      );
      return observation;
    },
  };
}
