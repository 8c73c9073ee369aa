import { DefaultPracticeCluster } from './DefaultPracticeCluster';
import { PracticeCluster } from './PracticeCluster';
import { PracticeClusterOptions } from './PracticeClusterOptions';

/**
 * Starts a practice cluster in this process and serves it on loopback.
 *
 * @public
 */
export async function startPracticeCluster(
  options: PracticeClusterOptions = {},
): Promise<PracticeCluster> {
  const cluster = DefaultPracticeCluster.create(options);
  await cluster.open(options);
  return cluster;
}
