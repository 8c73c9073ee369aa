import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { baseUrl } from '../../__testUtils__/backend';
import { scaleDownPlan } from '../../__testUtils__/examplePlans';
import { pathBackend } from '../../__testUtils__/pathBackend';
import { renderPage } from '../../__testUtils__/renderPage';
import { ConsoleFrame } from '../../console/ConsoleFrame';
import { ApprovalsPage } from './ApprovalsPage';

const server = setupServer();
registerMswTestHooks(server);

describe('ApprovalsPage', () => {
  it('shows everything that a decision needs, and approves high risk in production only with the name typed', async () => {
    const { handlers, asked } = pathBackend(scaleDownPlan());
    server.use(...handlers);
    const user = userEvent.setup();
    renderPage(<ApprovalsPage />);

    expect(await screen.findByText(/1 waits for you/)).toBeInTheDocument();
    const card = within(
      await screen.findByRole('article', {
        name: 'Scale deployment payments to 0, replicas 5 → 0',
      }),
    );
    expect(card.getByText('PRODUCTION')).toBeInTheDocument();
    expect(card.getByText(/3 of 5 ready; the request/)).toBeInTheDocument();
    expect(
      card.getByLabelText('the command that does the same'),
    ).toHaveTextContent(/^kubectl scale .* --replicas=0/);
    expect(card.getByLabelText('the command that undoes it')).toHaveTextContent(
      '--replicas=5',
    );
    const parts = within(
      card.getByRole('list', { name: 'The decision and its four parts' }),
    );
    expect(parts.getAllByRole('listitem')).toHaveLength(4);
    expect(card.getByText('1 of 2 approved.')).toBeInTheDocument();
    expect(card.getByText('One more')).toBeInTheDocument();

    const approve = card.getByRole('button', {
      name: 'Approve: runs now, in production',
    });
    expect(approve).toBeDisabled();
    const name = card.getByRole('textbox', { name: /Type payments/ });
    await user.type(name, 'payment');
    expect(approve).toBeDisabled();
    // Neither a letter nor Enter commits anything.
    await user.type(name, 's{Enter}');
    expect(asked).toEqual([]);
    await user.click(approve);
    await waitFor(() =>
      expect(asked).toEqual([
        {
          what: 'vote',
          body: expect.objectContaining({
            planHash: `sha256:${'a'.repeat(64)}`,
            decision: 'approve',
          }),
        },
      ]),
    );
    // What one has decided stays in sight.
    expect(await screen.findByText(/^Nothing waits for you/)).toHaveTextContent(
      '0 wait in all',
    );
    expect(screen.queryByText('waits for approval')).not.toBeInTheDocument();
  });

  it('has the person sign in again before the approval where the decision wants that', async () => {
    const plan = scaleDownPlan();
    const { handlers, asked } = pathBackend({
      ...plan,
      decision: { ...plan.decision!, freshPresence: true },
    });
    server.use(...handlers);
    const popup = { location: { href: '' }, close: jest.fn() };
    const open = jest
      .spyOn(window, 'open')
      .mockReturnValue(popup as unknown as Window);
    const user = userEvent.setup();
    renderPage(<ApprovalsPage />);

    await user.type(
      await screen.findByRole('textbox', { name: /Type payments/ }),
      'payments',
    );
    expect(
      screen.getByText(/proves in a window of the sign-in provider/),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /^Approve/ }));
    expect(
      await screen.findByText('Sign in again to go on'),
    ).toBeInTheDocument();
    expect(popup.location.href).toBe('http://localhost/sign-in-again');
    await waitFor(
      () => expect(asked.map(({ what }) => what)).toEqual(['presence', 'vote']),
      { timeout: 5000 },
    );
    expect(asked[0].body).toEqual({ planHash: plan.plan.planHash });
    expect(popup.close).toHaveBeenCalled();
    open.mockRestore();
  });

  it('says who was told and who has not seen it yet, and tells the next one', async () => {
    server.use(...pathBackend(scaleDownPlan()).handlers);
    const user = userEvent.setup();
    renderPage(<ApprovalsPage />);

    const told = within(
      await screen.findByRole('list', { name: 'Who was told' }),
    ).getAllByRole('listitem');
    expect(told[0]).toHaveTextContent(/sofia.*on call · seen/);
    expect(told[1]).toHaveTextContent(/sam.*not seen yet/);
    await user.click(
      screen.getByRole('button', { name: 'Page the next one on call' }),
    );
    expect(await screen.findByText(/· may approve ·/)).toBeInTheDocument();
  });

  it('denies only with words, and asks', async () => {
    const { handlers, asked } = pathBackend(scaleDownPlan());
    server.use(...handlers);
    const user = userEvent.setup();
    renderPage(<ApprovalsPage />);

    await user.click(await screen.findByRole('button', { name: 'Ask …' }));
    const ask = within(await screen.findByRole('dialog'));
    await user.type(ask.getByRole('textbox'), 'Since when?');
    await user.click(ask.getByRole('button', { name: 'Send' }));
    expect(
      within(
        await screen.findByRole('list', { name: 'Questions and answers' }),
      ).getByText('Since when?'),
    ).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Deny …' }));
    const deny = within(await screen.findByRole('dialog'));
    expect(deny.getByRole('button', { name: 'Deny' })).toBeDisabled();
    await user.type(deny.getByRole('textbox'), 'The batch still runs');
    await user.click(deny.getByRole('button', { name: 'Deny' }));
    await waitFor(() =>
      expect(asked[asked.length - 1].body).toMatchObject({
        decision: 'deny',
        comment: 'The batch still runs',
      }),
    );
  });

  it('repeats a stale dry run when it is opened, and tells the requester why they cannot approve', async () => {
    const plan = scaleDownPlan();
    const { handlers, asked } = pathBackend({
      ...plan,
      facts: { ...plan.facts!, fresh: false },
      actions: {
        ...plan.actions,
        approve: {
          allowed: false,
          sentence: 'You asked for it; somebody else decides.',
        },
      },
    });
    server.use(...handlers);
    renderPage(<ApprovalsPage />);

    expect(
      await screen.findByText('You asked for it; somebody else decides.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /^Approve/ }),
    ).not.toBeInTheDocument();
    await waitFor(() =>
      expect(asked.map(({ what }) => what)).toEqual(['preview']),
    );
  });

  it('says that writes are stopped when policy cannot be evaluated', async () => {
    const { handlers } = pathBackend(scaleDownPlan());
    server.use(
      http.get(`${baseUrl}/v1/policy/status`, () =>
        HttpResponse.json({
          ready: false,
          mode: 'wasm',
          sentence: 'The bundle is damaged.',
          stops: ['every write', 'sensitive reads'],
        }),
      ),
      ...handlers,
    );
    renderPage(
      <ConsoleFrame>
        <ApprovalsPage />
      </ConsoleFrame>,
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/Writes are stopped/);
    expect(alert).toHaveTextContent(/logs and describe still answer/);
  });
});
