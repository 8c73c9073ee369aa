// @ts-check
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTrialHost } from '../../../packages/workbench/browser/startTrialHost.mjs';
import { ChildGroup } from '../../../packages/workbench/src/ChildGroup.mjs';
import { practiceChild } from '../../../packages/workbench/src/practiceChild.mjs';

const { parse } = createRequire(import.meta.url)('yaml');

/**
 * @typedef {object} PathHost
 * @property {string} url
 * @property {(path: string, patch: object) => Promise<void>} patchStatus changes the status of an object of the production cluster, as a controller would
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the example Backstage with the practice clusters, so that plans have live objects.
 * @param {{ name: string, understudy?: object }} options what else is configured under `understudy`
 * @returns {Promise<PathHost>}
 */
export async function startPathHost({ name, understudy = {} }) {
  const dir = mkdtempSync(join(tmpdir(), 'understudy-path-'));
  const files = {
    config: join(dir, 'practice.yaml'),
    kubeconfig: join(dir, 'kubeconfig'),
  };
  const clusters = new ChildGroup();
  const stop = async () => {
    await clusters.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    await clusters.start(
      practiceChild({
        verbose: false,
        files,
        logPath: join(dir, 'clusters.log'),
      }),
    );
    const practice = parse(readFileSync(files.config, 'utf8'));
    const host = await startTrialHost({
      name,
      overlay: {
        ...practice,
        understudy: { ...practice.understudy, ...understudy },
      },
    });
    const admin = adminOf(
      parse(readFileSync(files.kubeconfig, 'utf8')),
      'production',
    );
    return {
      url: host.url,
      patchStatus: (path, patch) => patchObject(admin, path, patch),
      stop: async () => {
        await host.stop();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {any} kubeconfig
 * @param {string} name
 * @returns {{ server: string, ca: string, token: string }}
 */
function adminOf(kubeconfig, name) {
  const { cluster } = kubeconfig.clusters.find(
    (/** @type {{ name: string }} */ each) => each.name === name,
  );
  const { user } = kubeconfig.users.find(
    (/** @type {{ name: string }} */ each) => each.name === `${name}-admin`,
  );
  return {
    server: cluster.server,
    ca: Buffer.from(
      cluster['certificate-authority-data'] ?? '',
      'base64',
    ).toString('utf8'),
    token: user.token,
  };
}

/**
 * @param {{ server: string, ca: string, token: string }} admin
 * @param {string} path
 * @param {object} patch
 * @returns {Promise<void>}
 */
function patchObject({ server, ca, token }, path, patch) {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${server}${path}`,
      {
        method: 'PATCH',
        ca,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/merge-patch+json',
        },
      },
      answer => {
        let text = '';
        answer.setEncoding('utf8').on('data', part => {
          text += part;
        });
        answer.on('end', () =>
          answer.statusCode === 200
            ? resolve()
            : reject(new Error(`${answer.statusCode}: ${text}`)),
        );
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify(patch));
  });
}
