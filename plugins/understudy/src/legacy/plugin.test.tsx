import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  mockApis,
  registerMswTestHooks,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router-dom';
import { backendWith } from '../__testUtils__/backend';
import {
  fineHealth,
  paymentsOperations,
  samsPermissions,
} from '../__testUtils__/examples';
import { payments } from '../__testUtils__/renderPage';
import { DefaultUnderstudyApi, understudyApiRef } from '../api';
import { auditApiRef } from '../audit/auditApiRef';
import { DefaultAuditApi } from '../audit/DefaultAuditApi';
import { DefaultEvidenceApi } from '../evidence/DefaultEvidenceApi';
import { evidenceApiRef } from '../evidence/evidenceApiRef';
import { DefaultPlanApi } from '../plans/DefaultPlanApi';
import { planApiRef } from '../plans/planApiRef';
import { DefaultPolicyApi } from '../policies/DefaultPolicyApi';
import { policyApiRef } from '../policies/policyApiRef';
import { presenceApiRef } from '../presence/presenceApiRef';
import { DefaultReviewApi } from '../reviews/DefaultReviewApi';
import { reviewApiRef } from '../reviews/reviewApiRef';
import {
  EntityApprovalsCard,
  EntityAuditTimelineCard,
  EntityTakeoverCard,
  EntityUnderstudyContent,
  isOperationsAvailable,
  understudyPlugin,
  UnderstudyPage,
} from '../legacy';

const server = setupServer();
registerMswTestHooks(server);

function Host(props: { children: ReactNode }) {
  const given = {
    discoveryApi: mockApis.discovery({ baseUrl: 'http://localhost' }),
    fetchApi: {
      fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
    },
  };
  return (
    <TestApiProvider
      apis={[
        [understudyApiRef, new DefaultUnderstudyApi(given)],
        [auditApiRef, new DefaultAuditApi(given)],
        [reviewApiRef, new DefaultReviewApi(given)],
        [evidenceApiRef, new DefaultEvidenceApi(given)],
        [planApiRef, new DefaultPlanApi(given)],
        [policyApiRef, new DefaultPolicyApi(given)],
        [catalogApiRef, catalogApiMock({ entities: [payments] })],
      ]}
    >
      {props.children}
    </TestApiProvider>
  );
}

const mountedRoutes = { '/catalog/:namespace/:kind/:name': entityRouteRef };

describe('the plugin in the old frontend system', () => {
  beforeEach(() => {
    server.use(
      ...backendWith({
        operations: paymentsOperations,
        permissions: samsPermissions,
        health: fineHealth,
      }),
    );
  });

  it('shows the Operations tab with the same components', async () => {
    await renderInTestApp(
      <Host>
        <EntityProvider entity={payments}>
          <Routes>
            <Route path="/operations" element={<EntityUnderstudyContent />} />
          </Routes>
        </EntityProvider>
      </Host>,
      { mountedRoutes, routeEntries: ['/operations'] },
    );

    expect(await screen.findByText('Takeover L2 at most')).toBeInTheDocument();
    expect(
      await screen.findByText('As decided right now for sam.'),
    ).toBeInTheDocument();
  });

  it('leads from the overview to health', async () => {
    await renderInTestApp(
      <Host>
        <Routes>
          <Route path="/understudy/*" element={<UnderstudyPage />} />
        </Routes>
      </Host>,
      { mountedRoutes, routeEntries: ['/understudy'] },
    );

    expect(
      await screen.findByRole('heading', { name: 'Overview', level: 2 }),
    ).toBeInTheDocument();
    const toHealth = await screen.findByRole('link', { name: 'Open Health' });
    expect(toHealth).toHaveAttribute('href', '/understudy/health');
    await userEvent.click(toHealth);
    expect(
      await screen.findByText('Everything that is checked is fine.'),
    ).toBeInTheDocument();
  });

  it('shows the timeline card, which leads into the console', async () => {
    await renderInTestApp(
      <Host>
        <EntityProvider entity={payments}>
          <EntityAuditTimelineCard />
        </EntityProvider>
        <Routes>
          <Route path="/somewhere/*" element={<UnderstudyPage />} />
        </Routes>
      </Host>,
      { mountedRoutes, routeEntries: ['/'] },
    );

    expect(
      await screen.findByText('Nothing is recorded yet'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All of it' })).toHaveAttribute(
      'href',
      expect.stringMatching(/^\/\w+\/audit\?last=all&entityRef=/),
    );
  });

  it('shows the takeover and approvals cards, and the pages of the path', async () => {
    await renderInTestApp(
      <Host>
        <EntityProvider entity={payments}>
          <EntityTakeoverCard />
          <EntityApprovalsCard />
        </EntityProvider>
        <Routes>
          <Route path="/understudy/*" element={<UnderstudyPage />} />
        </Routes>
      </Host>,
      { mountedRoutes, routeEntries: ['/understudy/plans'] },
    );

    expect(
      await screen.findByRole('article', { name: 'Takeover' }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Nothing about this entity waits for approval.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All approvals' })).toHaveAttribute(
      'href',
      '/understudy/approvals',
    );
    expect(await screen.findByText('There is no plan yet')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'New plan' })).toHaveAttribute(
      'href',
      '/understudy/plans/new',
    );
    expect(screen.getByRole('link', { name: 'Policies' })).toHaveAttribute(
      'href',
      '/understudy/policies',
    );
  });

  it('brings its own clients and offers the tab to what is operated only', () => {
    expect([...understudyPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      understudyApiRef.id,
      auditApiRef.id,
      reviewApiRef.id,
      evidenceApiRef.id,
      planApiRef.id,
      policyApiRef.id,
      presenceApiRef.id,
    ]);
    expect(isOperationsAvailable(payments)).toBe(true);
    expect(isOperationsAvailable({ ...payments, kind: 'Resource' })).toBe(true);
    expect(isOperationsAvailable({ ...payments, kind: 'API' })).toBe(false);
  });
});
