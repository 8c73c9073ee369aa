// @ts-check
import { join } from 'node:path';
import { trialLedger } from './trialLedger.mjs';

// Nothing listens there: what the pages say about clusters is known from the configuration alone.
const NOWHERE = 'http://127.0.0.1:9';

const soon = {
  frequency: { seconds: 5 },
  timeout: { minutes: 1 },
  initialDelay: { seconds: 3 },
  scope: 'local',
};

const clusters = ['development', 'staging', 'production'];

/**
 * The configuration of a test: its data below one folder, and the three clusters of the example world,
 * and a ledger whose key the pages pin.
 * @param {string} dir
 */
export function trialWorld(dir) {
  return {
    backend: { database: { connection: { directory: join(dir, 'db') } } },
    techdocs: { publisher: { local: { publishDirectory: join(dir, 'docs') } } },
    // A test does not wait a minute for what it can find by searching.
    search: {
      collators: { catalog: { schedule: soon }, techdocs: { schedule: soon } },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(name => ({
            name,
            url: `${NOWHERE}/${name}`,
            authProvider: 'serviceAccount',
            serviceAccountToken: 'practice',
          })),
        },
      ],
    },
    understudy: {
      ledger: trialLedger(dir),
      environments: [
        { name: 'development', clusters: ['development'] },
        { name: 'pre-production', clusters: ['staging'] },
        { name: 'production', clusters: ['production'] },
      ],
      practice: {
        clusters: clusters.map(name => ({ name, url: `${NOWHERE}/${name}` })),
      },
    },
  };
}
