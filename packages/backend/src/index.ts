import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('./http'));

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-oidc-provider'));
backend.add(import('@understudy/plugin-auth-backend-module-practice-identity'));
backend.add(import('./production'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);

backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);

backend.add(import('@backstage/plugin-kubernetes-backend'));

backend.add(import('@backstage/plugin-techdocs-backend'));
backend.add(
  import('@understudy/plugin-techdocs-backend-module-node-generator'),
);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));

backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-user-settings-backend'));

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissions'));

backend.add(import('@understudy/plugin-understudy-backend'));
backend.add(import('@understudy/plugin-understudy-backend-module-kubernetes'));

backend.start().catch(error => {
  // Backstage itself would go on listening without ever being ready.
  // eslint-disable-next-line no-console
  console.error(error);
  process.exit(1);
});
