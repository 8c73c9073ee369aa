import {
  ApiBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import {
  RiCalendarLine,
  RiEyeLine,
  RiFileList3Line,
  RiFlagLine,
  RiPulseLine,
} from '@remixicon/react';
import { DefaultUnderstudyApi, understudyApiRef } from './api';
import { auditApiRef } from './audit/auditApiRef';
import { DefaultAuditApi } from './audit/DefaultAuditApi';
import { RoutedConsolePath } from './console/RoutedConsolePath';
import { DefaultEvidenceApi } from './evidence/DefaultEvidenceApi';
import { evidenceApiRef } from './evidence/evidenceApiRef';
import { operatedKinds } from './operatedKinds';
import { DefaultReviewApi } from './reviews/DefaultReviewApi';
import { reviewApiRef } from './reviews/reviewApiRef';
import { rootRouteRef } from './routes';

const deps = { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef };

const api = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: understudyApiRef,
      deps,
      factory: given => new DefaultUnderstudyApi(given),
    }),
});

const auditApi = ApiBlueprint.make({
  name: 'audit',
  params: defineParams =>
    defineParams({
      api: auditApiRef,
      deps,
      factory: given => new DefaultAuditApi(given),
    }),
});

const reviewApi = ApiBlueprint.make({
  name: 'reviews',
  params: defineParams =>
    defineParams({
      api: reviewApiRef,
      deps,
      factory: given => new DefaultReviewApi(given),
    }),
});

const evidenceApi = ApiBlueprint.make({
  name: 'evidence',
  params: defineParams =>
    defineParams({
      api: evidenceApiRef,
      deps,
      factory: given => new DefaultEvidenceApi(given),
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
      import('./pages/OperationsContent').then(m => (
        <RoutedConsolePath>
          <m.OperationsContent />
        </RoutedConsolePath>
      )),
  },
});

const timelineCard = EntityCardBlueprint.make({
  name: 'audit-timeline',
  params: {
    type: 'content',
    filter: { kind: { $in: [...operatedKinds] } },
    loader: () =>
      import('./components/EntityAuditTimelineCard').then(m => (
        <RoutedConsolePath>
          <m.EntityAuditTimelineCard />
        </RoutedConsolePath>
      )),
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

const auditPage = SubPageBlueprint.make({
  name: 'audit',
  params: {
    path: 'audit',
    title: 'Audit',
    icon: <RiFileList3Line />,
    loader: () => import('./pages/AuditPage').then(m => <m.AuditPage />),
  },
});

const reviewsPage = SubPageBlueprint.make({
  name: 'reviews',
  params: {
    path: 'reviews',
    title: 'Reviews',
    icon: <RiFlagLine />,
    loader: () => import('./pages/ReviewsPage').then(m => <m.ReviewsPage />),
  },
});

const summariesPage = SubPageBlueprint.make({
  name: 'summaries',
  params: {
    path: 'summaries',
    title: 'Summaries',
    icon: <RiCalendarLine />,
    loader: () =>
      import('./pages/SummariesPage').then(m => <m.SummariesPage />),
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
  extensions: [
    api,
    auditApi,
    reviewApi,
    evidenceApi,
    operationsContent,
    timelineCard,
    consolePage,
    overviewPage,
    auditPage,
    reviewsPage,
    summariesPage,
    healthPage,
  ],
});
