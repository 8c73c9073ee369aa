// @ts-check
/**
 * Holds one real cluster for a person until it is told to stop: `yarn
 * cluster:up` starts this in the background, `yarn cluster:down` ends it.
 */
import { rename, rm, writeFile } from 'node:fs/promises';
import { startRealCluster } from './startRealCluster.mjs';

const [version, folder, state] = process.argv.slice(2);
const cluster = await startRealCluster({ version, folder, log: console.log });

const stop = async () => {
  await cluster.stop();
  await rm(state, { force: true });
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);

await writeFile(
  `${state}.half`,
  JSON.stringify({
    pid: process.pid,
    version: cluster.version,
    kubeconfig: cluster.kubeconfigPath('admin'),
    kubectl: cluster.kubectl,
  }),
);
await rename(`${state}.half`, state);
// The processes of the cluster keep nothing alive here; the timer does.
setInterval(() => {}, 60_000);
