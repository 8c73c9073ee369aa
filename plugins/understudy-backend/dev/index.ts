import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

// The plugin alone, on port 7010, with one entity in its catalog; every caller is user:default/mock.
//
//   yarn start
//   curl http://localhost:7010/api/understudy/v1/health
//   curl http://localhost:7010/api/understudy/v1/entities/component/default/payments/operations

const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(mockServices.userInfo.factory());
backend.add(
  catalogServiceMock.factory({
    entities: [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'payments',
          namespace: 'default',
          annotations: {
            'backstage.io/kubernetes-id': 'payments',
            'understudy/system-type': 'developed',
          },
        },
        relations: [{ type: 'ownedBy', targetRef: 'user:default/mock' }],
      },
    ],
  }),
);
backend.add(import('../src'));

backend.start();
