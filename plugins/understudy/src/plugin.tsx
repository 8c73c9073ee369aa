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
  RiCheckDoubleLine,
  RiEyeLine,
  RiFileList3Line,
  RiFlagLine,
  RiListCheck3,
  RiPulseLine,
  RiShieldCheckLine,
} from '@remixicon/react';
import type { JSX } from 'react';
import { DefaultUnderstudyApi, understudyApiRef } from './api';
import { auditApiRef } from './audit/auditApiRef';
import { DefaultAuditApi } from './audit/DefaultAuditApi';
import { ConsoleFrame } from './console/ConsoleFrame';
import { RoutedConsolePath } from './console/RoutedConsolePath';
import { DefaultEvidenceApi } from './evidence/DefaultEvidenceApi';
import { evidenceApiRef } from './evidence/evidenceApiRef';
import { operatedKinds } from './operatedKinds';
import { DefaultPlanApi } from './plans/DefaultPlanApi';
import { planApiRef } from './plans/planApiRef';
import { DefaultPolicyApi } from './policies/DefaultPolicyApi';
import { policyApiRef } from './policies/policyApiRef';
import { DefaultPresenceApi } from './presence/DefaultPresenceApi';
import { presenceApiRef } from './presence/presenceApiRef';
import { DefaultReviewApi } from './reviews/DefaultReviewApi';
import { reviewApiRef } from './reviews/reviewApiRef';
import { rootRouteRef } from './routes';

const deps = { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef };

/** A page of the console, which knows where the console is and says when writes are stopped. */
function framed(page: JSX.Element): JSX.Element {
  return (
    <RoutedConsolePath>
      <ConsoleFrame>{page}</ConsoleFrame>
    </RoutedConsolePath>
  );
}

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

const planApi = ApiBlueprint.make({
  name: 'plans',
  params: defineParams =>
    defineParams({
      api: planApiRef,
      deps,
      factory: given => new DefaultPlanApi(given),
    }),
});

const policyApi = ApiBlueprint.make({
  name: 'policies',
  params: defineParams =>
    defineParams({
      api: policyApiRef,
      deps,
      factory: given => new DefaultPolicyApi(given),
    }),
});

const presenceApi = ApiBlueprint.make({
  name: 'presence',
  params: defineParams =>
    defineParams({
      api: presenceApiRef,
      deps,
      factory: given => new DefaultPresenceApi(given),
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

const takeoverCard = EntityCardBlueprint.make({
  name: 'takeover',
  params: {
    type: 'info',
    filter: { kind: { $in: [...operatedKinds] } },
    loader: () =>
      import('./policies/TakeoverCard').then(m => (
        <RoutedConsolePath>
          <m.TakeoverCard />
        </RoutedConsolePath>
      )),
  },
});

const approvalsCard = EntityCardBlueprint.make({
  name: 'approvals',
  params: {
    type: 'info',
    filter: { kind: { $in: [...operatedKinds] } },
    loader: () =>
      import('./approvals/EntityApprovalsCard').then(m => (
        <RoutedConsolePath>
          <m.EntityApprovalsCard />
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
    loader: () =>
      import('./pages/OverviewPage').then(m => framed(<m.OverviewPage />)),
  },
});

const approvalsPage = SubPageBlueprint.make({
  name: 'approvals',
  params: {
    path: 'approvals',
    title: 'Approvals',
    icon: <RiCheckDoubleLine />,
    loader: () =>
      import('./approvals/ApprovalsPage').then(m =>
        framed(<m.ApprovalsPage />),
      ),
  },
});

const plansPage = SubPageBlueprint.make({
  name: 'plans',
  params: {
    path: 'plans',
    title: 'Plans',
    icon: <RiListCheck3 />,
    loader: () =>
      import('./plans/PlansRouter').then(m => framed(<m.PlansRouter />)),
  },
});

const policiesPage = SubPageBlueprint.make({
  name: 'policies',
  params: {
    path: 'policies',
    title: 'Policies',
    icon: <RiShieldCheckLine />,
    loader: () =>
      import('./policies/PoliciesPage').then(m => framed(<m.PoliciesPage />)),
  },
});

const auditPage = SubPageBlueprint.make({
  name: 'audit',
  params: {
    path: 'audit',
    title: 'Audit',
    icon: <RiFileList3Line />,
    loader: () =>
      import('./pages/AuditPage').then(m => framed(<m.AuditPage />)),
  },
});

const reviewsPage = SubPageBlueprint.make({
  name: 'reviews',
  params: {
    path: 'reviews',
    title: 'Reviews',
    icon: <RiFlagLine />,
    loader: () =>
      import('./pages/ReviewsPage').then(m => framed(<m.ReviewsPage />)),
  },
});

const summariesPage = SubPageBlueprint.make({
  name: 'summaries',
  params: {
    path: 'summaries',
    title: 'Summaries',
    icon: <RiCalendarLine />,
    loader: () =>
      import('./pages/SummariesPage').then(m => framed(<m.SummariesPage />)),
  },
});

const healthPage = SubPageBlueprint.make({
  name: 'health',
  params: {
    path: 'health',
    title: 'Health',
    icon: <RiPulseLine />,
    loader: () =>
      import('./pages/HealthPage').then(m => framed(<m.HealthPage />)),
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
    planApi,
    policyApi,
    presenceApi,
    operationsContent,
    takeoverCard,
    approvalsCard,
    timelineCard,
    consolePage,
    overviewPage,
    approvalsPage,
    plansPage,
    policiesPage,
    auditPage,
    reviewsPage,
    summariesPage,
    healthPage,
  ],
});
