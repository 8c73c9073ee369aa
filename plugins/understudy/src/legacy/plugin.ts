import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  createRouteRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import type { JSX } from 'react';
import { DefaultUnderstudyApi, understudyApiRef } from '../api';

const rootRouteRef = createRouteRef({ id: 'understudy' });
const operationsRouteRef = createRouteRef({ id: 'understudy-operations' });

/**
 * The plugin of Understudy for the old frontend system.
 *
 * @public
 */
export const understudyPlugin = createPlugin({
  id: 'understudy',
  routes: { root: rootRouteRef, operations: operationsRouteRef },
  apis: [
    createApiFactory({
      api: understudyApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DefaultUnderstudyApi(deps),
    }),
  ],
});

/**
 * The console, to be mounted at `/understudy`.
 *
 * @public
 */
export const UnderstudyPage: () => JSX.Element = understudyPlugin.provide(
  createRoutableExtension({
    name: 'UnderstudyPage',
    mountPoint: rootRouteRef,
    component: () => import('./ConsoleRouter').then(m => m.ConsoleRouter),
  }),
);

/**
 * The Operations tab, to be put into an `EntityLayout.Route` at `/operations`.
 *
 * @public
 */
export const EntityUnderstudyContent: () => JSX.Element =
  understudyPlugin.provide(
    createRoutableExtension({
      name: 'EntityUnderstudyContent',
      mountPoint: operationsRouteRef,
      component: () =>
        import('../pages/OperationsContent').then(m => m.OperationsContent),
    }),
  );
