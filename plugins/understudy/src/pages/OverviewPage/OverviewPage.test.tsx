import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { backendWith, baseUrl, errorAnswer } from '../../__testUtils__/backend';
import {
  fineHealth,
  paymentsOperations,
  redHealth,
  samsPermissions,
} from '../../__testUtils__/examples';
import { payments, renderPage } from '../../__testUtils__/renderPage';
import { OverviewPage } from './OverviewPage';

const server = setupServer();
registerMswTestHooks(server);

const annotated = {
  ...payments,
  metadata: {
    ...payments.metadata,
    annotations: { 'backstage.io/kubernetes-id': 'payments' },
  },
};
const section = (name: string) => screen.findByRole('article', { name });

describe('OverviewPage', () => {
  it('says who I am, through which group, and what is mine', async () => {
    server.use(
      ...backendWith({
        permissions: {
          ...samsPermissions,
          user: {
            entityRef: 'user:default/sam',
            ownershipRefs: ['group:default/sre', 'group:default/team-checkout'],
          },
        },
        operations: paymentsOperations,
        health: fineHealth,
      }),
    );
    renderPage(<OverviewPage />, { entities: [annotated] });

    const you = within(await section('Who you are here'));
    expect(await you.findByText('approver')).toBeInTheDocument();
    expect(you.getAllByRole('link', { name: 'sre' })[0]).toHaveAttribute(
      'href',
      '/catalog/default/group/sre',
    );
    expect(you.getByText(/5 of 7/)).toBeInTheDocument();
    expect(you.getByText('Export the ledger')).toBeInTheDocument();

    const owned = within(await section('Your entities'));
    expect(
      await owned.findByRole('link', { name: 'Payments' }),
    ).toHaveAttribute('href', '/catalog/default/component/payments/operations');
    expect(await owned.findByText('PRODUCTION')).toBeInTheDocument();
    expect(owned.getByText('Development')).toBeInTheDocument();
    expect(owned.queryByText('Test')).not.toBeInTheDocument();

    expect(
      await screen.findByRole('link', {
        name: 'Open the Operations tab of Payments',
      }),
    ).toBeInTheDocument();
    const health = within(await section('Health'));
    expect(
      await health.findByText('All 2 checks are fine'),
    ).toBeInTheDocument();
  });

  it('helps a person without role and without entities on', async () => {
    server.use(
      ...backendWith({
        permissions: { ...samsPermissions, roles: [] },
        health: redHealth,
      }),
    );
    renderPage(<OverviewPage />, { entities: [annotated] });

    expect(await screen.findByText('You have no role yet')).toBeInTheDocument();
    expect(screen.getByText(/- group: group:default\/sre/)).toBeInTheDocument();
    expect(
      await screen.findByText('You own nothing in the catalog'),
    ).toBeInTheDocument();
    // Something to look at is suggested although it belongs to others.
    expect(
      await screen.findByRole('link', {
        name: 'Open the Operations tab of Payments',
      }),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('2 of 3 checks want a look'),
    ).toBeInTheDocument();
  });

  it('keeps the page when health and one entity cannot be read', async () => {
    server.use(
      ...backendWith({
        permissions: {
          ...samsPermissions,
          user: {
            entityRef: 'user:default/sam',
            ownershipRefs: ['group:default/team-checkout'],
          },
        },
      }),
      http.get(`${baseUrl}/v1/health`, () => errorAnswer(500, 'Error', 'no')),
      http.get(`${baseUrl}/v1/entities/*`, () => HttpResponse.error()),
    );
    renderPage(<OverviewPage />, { entities: [annotated] });

    expect(
      await screen.findByText(
        'The state of the checks is not known right now.',
      ),
    ).toBeInTheDocument();
    expect(await screen.findByText('Not known right now')).toBeInTheDocument();
    expect(await screen.findByText('approver')).toBeInTheDocument();
  });

  it('says that one may not see it', async () => {
    server.use(
      http.get(`${baseUrl}/v1/me/permissions`, () =>
        errorAnswer(403, 'NotAllowedError', 'Only people have permissions'),
      ),
      ...backendWith({ health: fineHealth }),
    );
    renderPage(<OverviewPage />);

    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText('You may not see this')).toBeInTheDocument();
    expect(
      within(alert).getByText(/Only people have permissions/),
    ).toBeInTheDocument();
  });
});
