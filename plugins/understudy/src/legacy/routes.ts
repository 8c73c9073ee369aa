import { createRouteRef } from '@backstage/core-plugin-api';

/** The console. */
export const rootRouteRef = createRouteRef({ id: 'understudy' });

/** The Operations tab of an entity. */
export const operationsRouteRef = createRouteRef({
  id: 'understudy-operations',
});
