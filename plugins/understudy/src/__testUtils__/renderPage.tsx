import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
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

/** The entity that the pages of the tests are about. */
export const payments: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments', namespace: 'default', title: 'Payments' },
  spec: { type: 'service', owner: 'group:default/team-checkout' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-checkout' }],
};

/** Looks at the request before it is sent, as the middleware of Backstage's own does. */
async function hostFetch(...args: Parameters<typeof fetch>) {
  expect(new Request(...args).url).toMatch(/^http:\/\/localhost\//);
  return fetch(...args);
}

/** Renders a page of the plugin with the real client, so that msw plays the backend. */
export function renderPage(
  page: JSX.Element,
  options: {
    entities?: Entity[];
    /** The keys that the configuration of the app pins. */
    verifierKeys?: string[];
    /** The address of the page. */
    at?: string;
  } = {},
) {
  const { entities = [], verifierKeys = [], at } = options;
  const given = {
    discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost' }),
    fetchApi: { fetch: hostFetch },
  };
  return renderInTestApp(
    <EntityProvider entity={payments}>{page}</EntityProvider>,
    {
      apis: [
        [understudyApiRef, new DefaultUnderstudyApi(given)],
        [auditApiRef, new DefaultAuditApi(given)],
        [reviewApiRef, new DefaultReviewApi(given)],
        [evidenceApiRef, new DefaultEvidenceApi(given)],
        [planApiRef, new DefaultPlanApi(given)],
        [policyApiRef, new DefaultPolicyApi(given)],
        [presenceApiRef, new DefaultPresenceApi(given)],
        [catalogApiRef, catalogApiMock({ entities })],
      ],
      config: {
        app: { baseUrl: 'http://localhost:3000' },
        backend: { baseUrl: 'http://localhost:7007' },
        understudy: { ledger: { verifierKeys } },
      },
      ...(at && { initialRouteEntries: [at] }),
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}
