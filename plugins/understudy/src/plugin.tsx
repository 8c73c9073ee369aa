import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { RiEyeLine, RiPulseLine } from '@remixicon/react';
import { DefaultUnderstudyApi, understudyApiRef } from './api';
import { operatedKinds } from './operatedKinds';
import { rootRouteRef } from './routes';

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: understudyApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new DefaultUnderstudyApi(deps),
    }),
});

const operationsContent = EntityContentBlueprint.make({
  name: 'operations',
  params: {
    path: '/operations',
    title: 'Operations',
    group: 'operation',
    filter: { kind: { $in: [...operatedKinds] } },
    loader: () =>
      import('./pages/OperationsContent').then(m => <m.OperationsContent />),
  },
});

const consolePage = PageBlueprint.make({
  params: { path: '/understudy', title: 'Understudy', routeRef: rootRouteRef },
});

const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    icon: <RiEyeLine />,
    loader: () => import('./pages/OverviewPage').then(m => <m.OverviewPage />),
  },
});

const healthPage = SubPageBlueprint.make({
  name: 'health',
  params: {
    path: 'health',
    title: 'Health',
    icon: <RiPulseLine />,
    loader: () => import('./pages/HealthPage').then(m => <m.HealthPage />),
  },
});

/**
 * The screens of Understudy for the new frontend system: the Operations tab of an entity and the
 * console at `/understudy`.
 *
 * @public
 */
export const understudyPlugin = createFrontendPlugin({
  pluginId: 'understudy',
  title: 'Understudy',
  icon: <RiEyeLine />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [api, operationsContent, consolePage, overviewPage, healthPage],
});
