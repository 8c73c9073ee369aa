import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { backendWith, baseUrl, errorAnswer } from '../../__testUtils__/backend';
import { fineHealth, redHealth } from '../../__testUtils__/examples';
import { renderPage } from '../../__testUtils__/renderPage';
import { HealthPage } from './HealthPage';

const server = setupServer();
registerMswTestHooks(server);

describe('HealthPage', () => {
  it('is red and says what stops when the permission framework is off', async () => {
    server.use(...backendWith({ health: redHealth }));
    renderPage(<HealthPage />);

    expect(
      await screen.findByText('One check failed. Every write is closed.'),
    ).toBeInTheDocument();
    const framework = within(
      screen
        .getByRole('heading', { name: 'Permission framework' })
        .closest('li')!,
    );
    // A word and an icon beside the colour.
    expect(framework.getByText('Failed')).toBeInTheDocument();
    expect(
      framework.getByText(
        'The permission framework is off: Backstage would allow anyone everything.',
      ),
    ).toBeInTheDocument();
    expect(framework.getByText('Every write is closed.')).toBeInTheDocument();
    expect(
      framework.getByText(/Set permission.enabled: true/),
    ).toBeInTheDocument();
    expect(
      framework.getByRole('link', { name: 'Open: Permission framework' }),
    ).toHaveAttribute(
      'href',
      '/docs/default/system/understudy/policy-security',
    );
    expect(framework.getByText(/^since /)).toBeInTheDocument();

    const roles = within(
      screen.getByRole('heading', { name: 'Roles' }).closest('li')!,
    );
    expect(roles.getByText('Look at this')).toBeInTheDocument();
    expect(roles.getByText('If it fails, nothing stops.')).toBeInTheDocument();
  });

  it('asks again, and copies the report as text', async () => {
    server.use(
      http.get(`${baseUrl}/v1/health`, () => HttpResponse.json(redHealth), {
        once: true,
      }),
      ...backendWith({ health: fineHealth }),
    );
    const user = userEvent.setup();
    renderPage(<HealthPage />);

    expect(await screen.findByText(/One check failed/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Check again' }));
    expect(
      await screen.findByText('Everything that is checked is fine.'),
    ).toBeInTheDocument();

    const copied: string[] = [];
    document.execCommand = () =>
      copied.push(document.getSelection()?.toString() ?? '') > 0;
    await user.click(screen.getByRole('button', { name: 'Copy as text' }));
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(copied).toEqual([
      [
        'Understudy health: ok, checked 2026-03-14T20:51:07.000Z',
        '[ok] Permission framework: Backstage decides about every request.',
        '  stops: writes; since 2026-03-14T08:00:00.000Z',
        '[ok] Database: It answers, and every migration has run.',
        '  stops: writes; since 2026-03-14T08:00:00.000Z',
      ].join('\n'),
    ]);
  });

  it('says so when there is nothing to check', async () => {
    server.use(...backendWith({ health: { ...fineHealth, checks: [] } }));
    renderPage(<HealthPage />);

    expect(
      await screen.findByText('No check is installed'),
    ).toBeInTheDocument();
  });

  it('recovers from a backend that was not there at first', async () => {
    server.use(
      http.get(
        `${baseUrl}/v1/health`,
        () => new HttpResponse(null, { status: 404 }),
        { once: true },
      ),
      http.get(
        `${baseUrl}/v1/health`,
        () => errorAnswer(503, 'ServiceUnavailableError', 'starting'),
        { once: true },
      ),
      ...backendWith({ health: fineHealth }),
    );
    const user = userEvent.setup();
    renderPage(<HealthPage />);

    expect(
      await screen.findByText('The Understudy backend is not installed here'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('The Understudy backend cannot be reached'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('Everything that is checked is fine.'),
    ).toBeInTheDocument();
  });
});
