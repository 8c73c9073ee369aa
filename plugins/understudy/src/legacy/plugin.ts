import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import type { JSX } from 'react';
import { DefaultUnderstudyApi, understudyApiRef } from '../api';
import { auditApiRef } from '../audit/auditApiRef';
import { DefaultAuditApi } from '../audit/DefaultAuditApi';
import { DefaultEvidenceApi } from '../evidence/DefaultEvidenceApi';
import { evidenceApiRef } from '../evidence/evidenceApiRef';
import { DefaultPlanApi } from '../plans/DefaultPlanApi';
import { planApiRef } from '../plans/planApiRef';
import { DefaultPolicyApi } from '../policies/DefaultPolicyApi';
import { policyApiRef } from '../policies/policyApiRef';
import { DefaultPresenceApi } from '../presence/DefaultPresenceApi';
import { presenceApiRef } from '../presence/presenceApiRef';
import { DefaultReviewApi } from '../reviews/DefaultReviewApi';
import { reviewApiRef } from '../reviews/reviewApiRef';
import { operationsRouteRef, rootRouteRef } from './routes';

const deps = { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef };

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
      deps,
      factory: given => new DefaultUnderstudyApi(given),
    }),
    createApiFactory({
      api: auditApiRef,
      deps,
      factory: given => new DefaultAuditApi(given),
    }),
    createApiFactory({
      api: reviewApiRef,
      deps,
      factory: given => new DefaultReviewApi(given),
    }),
    createApiFactory({
      api: evidenceApiRef,
      deps,
      factory: given => new DefaultEvidenceApi(given),
    }),
    createApiFactory({
      api: planApiRef,
      deps,
      factory: given => new DefaultPlanApi(given),
    }),
    createApiFactory({
      api: policyApiRef,
      deps,
      factory: given => new DefaultPolicyApi(given),
    }),
    createApiFactory({
      api: presenceApiRef,
      deps,
      factory: given => new DefaultPresenceApi(given),
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
        import('./LegacyOperations').then(m => m.LegacyOperations),
    }),
  );

/**
 * The last twenty entries of the ledger about an entity, for its overview.
 *
 * @public
 */
export const EntityAuditTimelineCard: () => JSX.Element =
  understudyPlugin.provide(
    createComponentExtension({
      name: 'EntityAuditTimelineCard',
      component: {
        lazy: () =>
          import('./LegacyTimelineCard').then(m => m.LegacyTimelineCard),
      },
    }),
  );

/**
 * How far software may act by itself for an entity, for its overview.
 *
 * @public
 */
export const EntityTakeoverCard: () => JSX.Element = understudyPlugin.provide(
  createComponentExtension({
    name: 'EntityTakeoverCard',
    component: {
      lazy: () =>
        import('./LegacyTakeoverCard').then(m => m.LegacyTakeoverCard),
    },
  }),
);

/**
 * What waits for approval about an entity, for its overview.
 *
 * @public
 */
export const EntityApprovalsCard: () => JSX.Element = understudyPlugin.provide(
  createComponentExtension({
    name: 'EntityApprovalsCard',
    component: {
      lazy: () =>
        import('./LegacyApprovalsCard').then(m => m.LegacyApprovalsCard),
    },
  }),
);
