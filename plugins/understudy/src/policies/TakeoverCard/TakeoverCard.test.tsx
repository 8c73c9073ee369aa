import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { baseUrl, errorAnswer } from '../../__testUtils__/backend';
import { paymentsLevels } from '../../__testUtils__/examplePlans';
import { renderPage } from '../../__testUtils__/renderPage';
import { TakeoverCard } from './TakeoverCard';

const server = setupServer();
registerMswTestHooks(server);

describe('TakeoverCard', () => {
  it('shows the levels, asks for a lower one with a reason, and says why another person cannot be oneself', async () => {
    const asked: unknown[] = [];
    server.use(
      http.get(`${baseUrl}/v1/levels`, () => HttpResponse.json(paymentsLevels)),
      http.put(`${baseUrl}/v1/levels`, async ({ request }) => {
        asked.push(await request.json());
        return HttpResponse.json(paymentsLevels);
      }),
      http.post(`${baseUrl}/v1/levels/changes/:id/votes`, () =>
        errorAnswer(403, 'NotAllowedError', 'You asked for it yourself.'),
      ),
    );
    const user = userEvent.setup();
    renderPage(<TakeoverCard />);

    const levels = within(
      await screen.findByRole('list', { name: 'Takeover' }),
    );
    expect(levels.getAllByRole('listitem')).toHaveLength(4);
    await user.click(
      levels.getByRole('button', { name: 'Change the level in PRODUCTION' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText('Down holds at once.')).toBeInTheDocument();
    const lower = dialog.getByRole('button', { name: 'Lower it now' });
    await user.type(dialog.getByRole('textbox'), 'Too soon');
    expect(lower).toBeDisabled();
    await user.type(dialog.getByRole('textbox'), ' for that');
    await user.click(lower);
    await waitFor(() =>
      expect(asked).toEqual([
        {
          entityRef: 'component:default/payments',
          environment: 'production',
          level: 'L1_OBSERVATION',
          reason: 'Too soon for that',
        },
      ]),
    );

    await user.click(
      await screen.findByRole('button', { name: 'Approve Takeover L4' }),
    );
    expect(
      await screen.findByText(/You asked for it yourself/),
    ).toBeInTheDocument();
  });
});
