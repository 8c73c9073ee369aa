import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { RiLayoutGridLine } from '@remixicon/react';

/** One page with every shared piece in every state; it asks no backend. */
export const galleryPlugin = createFrontendPlugin({
  pluginId: 'understudy-gallery',
  title: 'Gallery',
  icon: <RiLayoutGridLine />,
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/',
        title: 'Gallery',
        loader: () => import('./Gallery').then(m => <m.Gallery />),
      },
    }),
    PageBlueprint.make({
      name: 'entity',
      params: {
        path: '/catalog/:namespace/:kind/:name',
        title: 'Entity',
        routeRef: entityRouteRef,
        // Links to entities have a place to lead to; there is no catalog here.
        loader: async () => <p>The gallery has no catalog.</p>,
      },
    }),
  ],
});
