import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
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
  ],
});
