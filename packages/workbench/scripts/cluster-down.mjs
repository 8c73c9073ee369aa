// @ts-check
import { clusterDown } from '../../../test/cluster/upAndDown.mjs';
import { kubernetesVersions } from '../../../test/cluster/versions.mjs';

/**
 * Stops what `cluster:up` started; without an argument, all of it.
 *
 * @type {import('../src/scripts.mjs').Script['run']}
 */
export async function run(context, args) {
  const versions = args[0] ? [args[0]] : [...kubernetesVersions.keys()];
  let stopped = 0;
  for (const version of versions) {
    if (await clusterDown({ version })) {
      stopped += 1;
      context.log(`Kubernetes ${version} is stopped.`);
    }
  }
  if (stopped === 0) context.log('No cluster was running.');
  return 0;
}
