// @ts-check
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { KubeConfig } from '@kubernetes/client-node';
import { send } from '../support/send.mjs';

const run = promisify(execFile);

/**
 * A disposable cluster of somebody's own, by a kubeconfig with a token.
 *
 * @param {string} path
 * @returns {Promise<import('./Ground.mjs').RunningGround>}
 */
export async function startForeignGround(path) {
  const config = new KubeConfig();
  config.loadFromFile(path);
  const cluster = config.getCurrentCluster();
  const user = config.getCurrentUser();
  if (!cluster?.caData || !user?.token) {
    throw new Error(
      'UNDERSTUDY_TEST_KUBECONFIG must name a kubeconfig whose current context has certificate-authority-data and a token; ' +
        'make one with: kubectl create token <account>',
    );
  }
  const ground = {
    name: 'foreign',
    kind: /** @type {const} */ ('foreign'),
    version: '',
    server: cluster.server,
    ca: Buffer.from(cluster.caData, 'base64').toString('utf8'),
    tokens: { admin: user.token, alice: '', bob: '' },
  };
  const { body } = await send(ground, {
    method: 'GET',
    path: '/version',
    headers: { authorization: `Bearer ${user.token}` },
  });
  const kubectl = await run('kubectl', ['version', '--client']).then(
    () => 'kubectl',
    () => undefined,
  );
  return {
    ...ground,
    version: body.gitVersion,
    ...(kubectl ? { kubectl } : {}),
    stop: async () => {},
  };
}
