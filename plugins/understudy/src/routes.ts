import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The console of Understudy. */
export const rootRouteRef = createRouteRef();
