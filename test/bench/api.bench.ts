import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { measureRequests, percentile } from './measureRequests';
import { report } from './report';

// The read routes of the API in a whole backend (authentication, permissions, audit, validation, SQLite), held
// against a route of the same HTTP server that only answers.

const token = randomBytes(24).toString('base64url');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (!address || typeof address === 'string') {
    throw new Error('no free port');
  }
  return address.port;
}

async function main() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const backend = createBackend();
  backend.add(mockServices.rootLogger.factory({ level: 'none' }));
  backend.add(
    mockServices.rootConfig.factory({
      data: {
        app: { baseUrl: url },
        backend: {
          baseUrl: url,
          listen: { host: '127.0.0.1', port },
          database: { client: 'better-sqlite3', connection: ':memory:' },
          auth: {
            externalAccess: [
              { type: 'static', options: { token, subject: 'bench' } },
            ],
          },
        },
        permission: { enabled: true },
        understudy: { api: { requestsPerMinute: 10_000_000 } },
        catalog: {
          rules: [{ allow: ['Component', 'Group'] }],
        },
      },
    }),
  );
  backend.add(import('@backstage/plugin-catalog-backend'));
  backend.add(import('@backstage/plugin-permission-backend'));
  backend.add(
    import('@understudy/plugin-permission-backend-module-understudy'),
  );
  backend.add(import('@understudy/plugin-understudy-backend'));
  backend.add(
    createBackendModule({
      pluginId: 'understudy',
      moduleId: 'bare-route',
      register(env) {
        env.registerInit({
          deps: { http: coreServices.rootHttpRouter },
          async init({ http }) {
            http.use('/bare', (_req, res) => {
              res.json({ status: 'ok' });
            });
          },
        });
      },
    }),
  );
  await backend.start();

  try {
    const headers = { authorization: `Bearer ${token}` };
    const targets = [
      { url: `${url}/bare`, headers },
      { url: `${url}/api/understudy/v1/health`, headers },
    ];
    await measureRequests(targets, { rounds: 2, perRound: 200 });
    const [bare, health] = await measureRequests(targets, {
      rounds: 10,
      perRound: 200,
    });
    for (const share of [0.5, 0.95]) {
      report({
        bench: 'api',
        metric: `GET /health p${share * 100}, 8 at once`,
        value: percentile(health, share),
        unit: 'ms',
        baseline: percentile(bare, share),
      });
    }
  } finally {
    await backend.stop();
  }
}

// Leaves by itself: some plugins keep timers after the backend has stopped.
main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
