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
