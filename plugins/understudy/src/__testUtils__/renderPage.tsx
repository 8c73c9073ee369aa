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

/** The entity that the pages of the tests are about. */
export const payments: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments', namespace: 'default', title: 'Payments' },
  spec: { type: 'service', owner: 'group:default/team-checkout' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-checkout' }],
};

/** Renders a page of the plugin with the real client, so that msw plays the backend. */
export function renderPage(
  page: JSX.Element,
  options: { entities?: Entity[] } = {},
) {
  const api = new DefaultUnderstudyApi({
    discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost' }),
    fetchApi: { fetch: (...args) => fetch(...args) },
  });
  return renderInTestApp(
    <EntityProvider entity={payments}>{page}</EntityProvider>,
    {
      apis: [
        [understudyApiRef, api],
        [catalogApiRef, catalogApiMock({ entities: options.entities ?? [] })],
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}
