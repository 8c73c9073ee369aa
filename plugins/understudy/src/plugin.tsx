import {
  createFrontendPlugin,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import { RiEyeLine } from '@remixicon/react';
import { rootRouteRef } from './routes';

const consolePage = PageBlueprint.make({
  params: { path: '/understudy', title: 'Understudy', routeRef: rootRouteRef },
});
const overviewPage = SubPageBlueprint.make({
  name: 'overview',
  params: {
    path: 'overview',
    title: 'Overview',
    loader: async () => <p>Overview</p>,
  },
});
const healthPage = SubPageBlueprint.make({
  name: 'health',
  params: {
    path: 'health',
    title: 'Health',
    loader: async () => <p>Health</p>,
  },
});

/** @public */
export const understudyPlugin = createFrontendPlugin({
  pluginId: 'understudy',
  title: 'Understudy',
  icon: <RiEyeLine />,
  routes: { root: rootRouteRef },
  extensions: [consolePage, overviewPage, healthPage],
});
