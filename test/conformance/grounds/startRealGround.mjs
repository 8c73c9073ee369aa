// @ts-check
import { startRealCluster } from '../../cluster/startRealCluster.mjs';

/**
 * A real control plane of one version, freshly started.
 *
 * @param {string} version for instance 1.36
 * @param {(line: string) => void} [log]
 * @returns {Promise<import('./Ground.mjs').RunningGround>}
 */
export async function startRealGround(version, log) {
  const cluster = await startRealCluster({ version, log });
  return {
    name: version,
    kind: 'real',
    version: cluster.version,
    server: cluster.server,
    ca: cluster.ca,
    kubectl: cluster.kubectl,
    etcd: cluster.etcd,
    tokens: {
      admin: cluster.token('admin') ?? '',
      alice: cluster.token('alice') ?? '',
      bob: cluster.token('bob') ?? '',
    },
    stop: cluster.stop,
  };
}
