// @ts-check
import { readFileSync, statSync } from 'node:fs';
import { get } from 'node:https';
import { createRequire } from 'node:module';
import { practiceFiles } from './practiceFiles.mjs';
import { StepError } from './StepError.mjs';

/**
 * Asks each practice cluster for its pods, with what is written for the backend.
 * @param {typeof practiceFiles} [files]
 * @returns {Promise<string[]>} their names
 */
export async function checkClusters(files = practiceFiles) {
  for (const file of Object.values(files)) {
    const mode = statSync(file).mode % 0o1000;
    if (mode !== 0o600) {
      throw broken(`${file} may be read by others (${mode.toString(8)})`);
    }
  }
  const { parse } = createRequire(import.meta.url)('yaml');
  const config = parse(readFileSync(files.config, 'utf8'));
  /** @type {Array<{ name: string, url: string, caData: string, serviceAccountToken: string }>} */
  const clusters = config.kubernetes.clusterLocatorMethods[0].clusters;
  for (const cluster of clusters) {
    const { status, body } = await ask(cluster).catch(error => {
      throw broken(`${cluster.name} does not answer (${error.message})`);
    });
    if (status !== 200 || !body.includes('"containerStatuses"')) {
      throw broken(`${cluster.name} answered ${status} without any pod`);
    }
  }
  return clusters.map(({ name }) => name);
}

/**
 * @param {{ url: string, caData: string, serviceAccountToken: string }} cluster
 * @returns {Promise<{ status: number, body: string }>}
 */
function ask({ url, caData, serviceAccountToken }) {
  return new Promise((resolve, reject) => {
    const asked = get(
      `${url}/api/v1/pods?limit=1`,
      {
        // One of its own: the global one may lead through a proxy.
        agent: false,
        ca: Buffer.from(caData, 'base64').toString(),
        headers: { authorization: `Bearer ${serviceAccountToken}` },
        timeout: 15_000,
      },
      response => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', text => {
          body += text;
        });
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body }),
        );
      },
    );
    asked.on('timeout', () =>
      asked.destroy(new Error('no answer within 15 seconds')),
    );
    asked.on('error', reject);
  });
}

/** @param {string} why */
function broken(why) {
  return new StepError({
    step: 'clusters',
    why: `the practice clusters are not right: ${why}.`,
    remedy:
      'Remove .data/ and run the same command again. If it stays, please report it.',
  });
}
