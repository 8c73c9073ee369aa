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
import understudyPlugin from './index';

const group = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'team-checkout', namespace: 'default' },
  spec: { type: 'team', children: [] },
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
