import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { Navigate } from 'react-router-dom';

/** The start page of the host is the overview of Understudy. */
export const homeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    PageBlueprint.make({
      name: 'start',
      params: {
        path: '/',
        noHeader: true,
        loader: async () => <Navigate to="/understudy" replace />,
      },
    }),
  ],
});
