import { registerMswTestHooks } from '@backstage/test-utils';
import { render, screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

const server = setupServer();
registerMswTestHooks(server);

describe('App', () => {
  it('shows the Operations tab of an entity in the old frontend system', async () => {
    server.use(
      http.get('*/api/auth/oidc/refresh', () =>
        HttpResponse.json({
          providerInfo: { idToken: 'i', accessToken: 'a', scope: 'openid' },
          profile: { displayName: 'Sam Okafor' },
          backstageIdentity: {
            token: 'token',
            expiresInSeconds: 3600,
            identity: {
              type: 'user',
              userEntityRef: 'user:default/sam',
              ownershipEntityRefs: ['user:default/sam'],
            },
          },
        }),
      ),
      http.get(
        '*/api/catalog/entities/by-name/component/default/payments',
        () =>
          HttpResponse.json({
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: { name: 'payments', namespace: 'default' },
            spec: { type: 'service', owner: 'team-checkout' },
            relations: [],
          }),
      ),
      http.get(
        '*/api/understudy/v1/entities/component/default/payments/operations',
        ({ request }) =>
          request.headers.get('authorization') === 'Bearer token'
            ? HttpResponse.json({
                entityRef: 'component:default/payments',
                title: 'Payments',
                owners: ['group:default/team-checkout'],
                youOwnIt: false,
                systemType: { value: 'existing', source: 'default' },
                environments: [
                  {
                    name: 'production',
                    clusters: ['production'],
                    cap: 'L2_SUGGESTION',
                    rules: 'Every write needs a person who confirms it.',
                  },
                ],
                clusters: [],
                nextStep: { title: 'Look', why: 'There is something to see.' },
              })
            : new HttpResponse(null, { status: 401 }),
      ),
      http.get('*/api/understudy/v1/me/permissions', () =>
        HttpResponse.json({
          user: { entityRef: 'user:default/sam', ownershipRefs: [] },
          roles: [],
          framework: 'enabled',
          permissions: [],
        }),
      ),
      http.all('*/api/*', () => HttpResponse.json({})),
    );
    window.history.pushState(
      {},
      '',
      '/catalog/default/component/payments/operations',
    );
    process.env = {
      ...process.env,
      NODE_ENV: 'test',
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Understudy', baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://localhost' },
          },
        },
      ] as unknown as string,
    };
    const { default: App } = await import('./App');
    render(<App />);

    expect(
      await screen.findByText('Takeover L2 at most', {}, { timeout: 30000 }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Operations' })).toBeInTheDocument();
    expect(screen.getByText('There is something to see.')).toBeInTheDocument();
  }, 60000);
});
