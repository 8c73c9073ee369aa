// @ts-check
import { clusterUp } from '../../../test/cluster/upAndDown.mjs';
import { newest } from '../../../test/cluster/versions.mjs';

/**
 * Starts a real Kubernetes control plane on loopback that stays until
 * `cluster:down`. Optional argument: the version, for instance 1.33.
 *
 * @type {import('../src/scripts.mjs').Script['run']}
 */
export async function run(context, args) {
  const cluster = await clusterUp({
    version: args[0] ?? newest,
    log: context.log,
  });
  context.log(
    `Kubernetes ${cluster.version} runs (pid ${cluster.pid}). Use it:`,
  );
  context.log(`  export KUBECONFIG=${cluster.kubeconfig}`);
  context.log(`  ${cluster.kubectl} get nodes`);
  context.log('Stop it with: yarn cluster:down');
  return 0;
}
