import { renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  fineHealth,
  paymentsOperations,
  samsPermissions,
} from './__testUtils__/examples';
import { payments } from './__testUtils__/renderPage';
import { understudyApiRef } from './api';
import { auditApiRef } from './audit/auditApiRef';
import { evidenceApiRef } from './evidence/evidenceApiRef';
import understudyPlugin from './index';
import { planApiRef } from './plans/planApiRef';
import { policyApiRef } from './policies/policyApiRef';
import { reviewApiRef } from './reviews/reviewApiRef';

const group = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'team-checkout', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

const nothing = { items: [], scope: 'all' as const, size: 0 };

const ledgerApi = {
  listEntries: async () => nothing,
  getTimeline: async () => nothing,
  listViews: async () => [],
  readCheckpoint: async () => undefined,
  // Waits for entries that never come.
  async *tail(_: {}, { signal }: { signal: AbortSignal }) {
    await new Promise(resolve => signal.addEventListener('abort', resolve));
  },
};

const reviewApi = {
  listFlags: async () => ({ items: [] }),
  listSummaries: async () => [],
  listOpenIntents: async () => [],
};

const planApi = {
  listPlans: async () => ({ items: [] }),
  listApprovals: async () => ({ items: [], total: 0 }),
};

const policyApi = {
  getStatus: async () => ({
    ready: true,
    mode: 'wasm' as const,
    sentence: 'It answers.',
  }),
  getActive: async () => {
    throw new Error('not asked here');
  },
  listVersions: async () => ({ items: [] }),
  listFreezes: async () => ({
    items: [],
    may: { allowed: false, sentence: 'It needs the role policy-admin.' },
  }),
  getLevels: async (entityRef: string) => ({
    entityRef,
    levels: [],
    waiting: [],
    history: [],
  }),
};

function renderHost(path: string) {
  return renderTestApp({
    features: [catalogPlugin, understudyPlugin],
    initialRouteEntries: [path],
    apis: [
      [
        understudyApiRef,
        {
          getMyPermissions: async () => samsPermissions,
          getHealth: async () => fineHealth,
          getEntityOperations: async () => paymentsOperations,
        },
      ],
      [auditApiRef, ledgerApi],
      [reviewApiRef, reviewApi],
      [evidenceApiRef, { listExports: async () => [] }],
      [planApiRef, planApi],
      [policyApiRef, policyApi],
      [catalogApiRef, catalogApiMock({ entities: [payments, group] })],
    ],
  });
}

describe('the plugin in the new frontend system', () => {
  it('adds the Operations tab to a component', async () => {
    renderHost('/catalog/default/component/payments/operations');

    expect(
      await screen.findByText('See what runs', {}, { timeout: 15000 }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Operations' }),
    ).toBeInTheDocument();
  });

  it('leaves entities alone that nobody operates', async () => {
    renderHost('/catalog/default/group/team-checkout');

    expect(
      await screen.findByRole(
        'heading',
        { name: 'team-checkout' },
        { timeout: 15000 },
      ),
    ).toBeInTheDocument();
    expect(screen.queryByText('Operations')).not.toBeInTheDocument();
  });

  it('shows the timeline card on the overview of a component', async () => {
    renderHost('/catalog/default/component/payments');

    expect(
      await screen.findByText(
        'Nothing is recorded yet',
        {},
        { timeout: 15000 },
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'All of it' })).toHaveAttribute(
      'href',
      '/understudy/audit?last=all&entityRef=component%3Adefault%2Fpayments',
    );
  });

  it('shows the takeover and approvals cards on the overview of a component', async () => {
    renderHost('/catalog/default/component/payments');

    expect(
      await screen.findByRole(
        'article',
        { name: 'Takeover' },
        { timeout: 15000 },
      ),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Nothing about this entity waits for approval.'),
    ).toBeInTheDocument();
  });

  it.each([
    ['approvals', 'Approvals'],
    ['plans', 'Plans'],
    ['policies', 'Policies'],
    ['audit', 'Audit'],
    ['reviews', 'Reviews'],
    ['summaries', 'Summaries'],
  ])('has a console page %s', async (path, name) => {
    renderHost(`/understudy/${path}`);

    expect(
      await screen.findByRole(
        'heading',
        { name, level: 2 },
        { timeout: 15000 },
      ),
    ).toBeInTheDocument();
  });

  it('leads from the console to its overview and to health', async () => {
    renderHost('/understudy');

    expect(
      await screen.findByRole(
        'heading',
        { name: 'Overview' },
        { timeout: 15000 },
      ),
    ).toBeInTheDocument();
    const toHealth = await screen.findByRole('link', { name: 'Open Health' });
    expect(toHealth).toHaveAttribute('href', '/understudy/health');
    await userEvent.click(toHealth);
    expect(
      await screen.findByText('Everything that is checked is fine.'),
    ).toBeInTheDocument();
  });
});
