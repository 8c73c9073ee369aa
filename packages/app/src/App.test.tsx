import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { render, screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import App from './App';

const server = setupServer();
registerMswTestHooks(server);

const baseUrl = 'http://localhost:7007';

describe('App', () => {
  it('opens the overview for somebody whose session lasts', async () => {
    const empty = { items: [], totalItems: 0, pageInfo: {} };
    server.use(
      http.get('*/api/auth/oidc/refresh', () =>
        HttpResponse.json({
          providerInfo: { idToken: 'i', accessToken: 'a', scope: 'openid' },
          profile: { displayName: 'Sam Okafor', email: 'sam@example.test' },
          backstageIdentity: {
            token: 'token',
            expiresInSeconds: 3600,
            identity: {
              type: 'user',
              userEntityRef: 'user:default/sam',
              ownershipEntityRefs: ['user:default/sam', 'group:default/sre'],
            },
          },
        }),
      ),
      http.get('*/api/understudy/v1/me/permissions', ({ request }) =>
        request.headers.get('authorization') === 'Bearer token'
          ? HttpResponse.json({
              user: {
                entityRef: 'user:default/sam',
                ownershipRefs: ['group:default/sre'],
              },
              roles: [{ role: 'approver', via: 'group:default/sre' }],
              framework: 'enabled',
              permissions: [],
            })
          : new HttpResponse(null, { status: 401 }),
      ),
      http.get('*/api/understudy/v1/health', () =>
        HttpResponse.json({
          status: 'ok',
          checkedAt: '2026-03-14T20:51:07Z',
          checks: [],
        }),
      ),
      http.get('*/api/catalog/entities/by-query', () =>
        HttpResponse.json(empty),
      ),
      http.all('*/api/*', () => HttpResponse.json({})),
    );
    process.env = {
      ...process.env,
      APP_CONFIG: [
        {
          context: 'test',
          data: {
            app: { title: 'Understudy', baseUrl },
            backend: { baseUrl },
            auth: { environment: 'development' },
          },
        },
      ] as unknown as string,
    };
    render(App.createRoot());

    const navigation = await screen.findByRole(
      'navigation',
      { name: 'Main' },
      { timeout: 30000 },
    );
    const links = within(navigation)
      .getAllByRole('link')
      .map(link => link.textContent);
    expect(links).toEqual([
      'Search',
      'Catalog',
      'APIs',
      'Create',
      'Docs',
      'Overview',
      'Approvals',
      'Plans',
      'Policies',
      'Audit',
      'Reviews',
      'Summaries',
      'Health',
      'Notifications',
      'Settings',
    ]);
    expect(
      await screen.findByText('approver', {}, { timeout: 30000 }),
    ).toBeInTheDocument();
    expect(
      await within(navigation).findByRole('button', {
        name: 'Sign out Sam Okafor',
      }),
    ).toBeInTheDocument();
  }, 60000);
});
