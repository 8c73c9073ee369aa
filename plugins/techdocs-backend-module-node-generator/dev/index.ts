import { resolve } from 'node:path';
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

// Then: curl -N localhost:7007/api/techdocs/sync/default/component/payments
// and:  curl localhost:7007/api/techdocs/static/docs/default/component/payments/index.html
const port = process.env.PORT ?? '7007';
const baseUrl = `http://localhost:${port}`;
const world = resolve(__dirname, '../../../examples/world.yaml');

const backend = createBackend();
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  mockServices.rootConfig.factory({
    data: {
      app: { baseUrl },
      backend: {
        baseUrl,
        listen: `127.0.0.1:${port}`,
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      techdocs: { builder: 'local', publisher: { type: 'local' } },
    },
  }),
);
backend.add(
  catalogServiceMock.factory({
    entities: ['payments', 'checkout'].map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        uid: name,
        annotations: {
          'backstage.io/techdocs-ref': `dir:./docs/${name}`,
          'backstage.io/managed-by-location': `file:${world}`,
        },
      },
    })),
  }),
);
backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(import('../src'));
backend.start();
