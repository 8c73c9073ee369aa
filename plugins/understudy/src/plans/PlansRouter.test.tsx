import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { setupServer } from 'msw/node';
import { Route, Routes } from 'react-router-dom';
import { backendWith } from '../__testUtils__/backend';
import { paymentsOperations } from '../__testUtils__/examples';
import { frozenPlan, scaleDownPlan } from '../__testUtils__/examplePlans';
import { pathBackend } from '../__testUtils__/pathBackend';
import { payments, renderPage } from '../__testUtils__/renderPage';
import { PlansRouter } from './PlansRouter';

const server = setupServer();
registerMswTestHooks(server);

const plan = scaleDownPlan();

function renderPlans(at: string) {
  renderPage(
    <Routes>
      <Route path="/understudy/plans/*" element={<PlansRouter />} />
    </Routes>,
    { at: `/understudy/plans${at}`, entities: [payments] },
  );
}

describe('the pages about plans', () => {
  it('list plans and lead to one', async () => {
    server.use(...pathBackend(plan).handlers);
    const user = userEvent.setup();
    renderPlans('');

    const row = within(await screen.findByRole('listitem'));
    expect(row.getByText('waits for approval')).toBeInTheDocument();
    expect(row.getByText('PRODUCTION')).toBeInTheDocument();
    expect(row.getByText(/expires in/)).toBeInTheDocument();
    await user.click(row.getByRole('link', { name: /Scale deployment/ }));
    expect(
      await screen.findByRole('list', { name: 'History' }),
    ).toHaveTextContent('Approval was asked for.');
  });

  it('make the next revision of an edited replica count, and say whose approval that voids', async () => {
    const { handlers, asked } = pathBackend(plan);
    server.use(...handlers);
    const user = userEvent.setup();
    renderPlans(`/${plan.plan.id}`);

    await user.click(await screen.findByRole('link', { name: 'Edit' }));
    const replicas = await screen.findByRole('textbox', { name: /Replicas/ });
    const save = screen.getByRole('button', { name: 'Save as revision 2' });
    expect(save).toBeDisabled();
    // What it would mean is computed while one writes, and called a preview.
    const facts = within(
      await screen.findByRole('article', { name: 'Preview of the facts' }),
    );
    expect(await facts.findByText(/high risk/)).toBeInTheDocument();
    expect(facts.getByText(/preview, not yet decided/)).toBeInTheDocument();
    await user.clear(replicas);
    await user.type(replicas, '6');
    await user.tab();
    expect(await facts.findByText(/low risk/)).toBeInTheDocument();
    await user.clear(replicas);
    await user.type(replicas, '2');
    await user.tab();
    expect(
      await screen.findByText(/Saving voids 1 approval: sofia/),
    ).toBeInTheDocument();
    await user.click(save);

    expect(
      await screen.findByText(/1 approval is void: sofia/),
    ).toBeInTheDocument();
    const [difference] = screen.getAllByRole('list', {
      name: 'What would differ',
    });
    expect(difference).toHaveTextContent('steps.s1.input.replicas');
    expect(difference).toHaveTextContent('before: -0after: +2');
    expect(screen.getByText(/Does not count/)).toBeInTheDocument();
    expect(asked[0]).toMatchObject({
      what: 'revise',
      ifMatch: plan.plan.etag,
      body: { steps: [{ id: 's1', input: { replicas: 2 } }] },
    });
  });

  it('prepare a plan from the schema of an operation, and say what is missing', async () => {
    const { handlers, asked } = pathBackend(plan);
    server.use(...handlers, ...backendWith({ operations: paymentsOperations }));
    const user = userEvent.setup();
    renderPlans('/new?entityRef=component%3Adefault%2Fpayments');

    const prepare = await screen.findByRole('button', {
      name: 'Prepare the plan',
    });
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await waitFor(() => expect(name).toHaveValue('payments'));
    await user.click(prepare);
    expect(await screen.findByText('Replicas: is missing')).toBeInTheDocument();
    expect(asked).toEqual([]);

    await user.type(screen.getByRole('textbox', { name: /Replicas/ }), '4');
    await user.tab();
    await user.type(screen.getByRole('textbox', { name: /^Why/ }), 'More load');
    await user.click(
      screen.getByRole('button', { name: 'Open an incident …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByRole('textbox'), 'Checkout is slow');
    await user.click(dialog.getByRole('button', { name: 'Open it' }));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await user.click(prepare);
    expect(
      await screen.findByRole('list', { name: 'History' }),
    ).toBeInTheDocument();
    expect(asked).toMatchObject([
      {
        what: 'incident',
        body: {
          entityRef: 'component:default/payments',
          title: 'Checkout is slow',
          severity: 'sev2',
        },
      },
      {
        what: 'create',
        body: {
          incident: '0190a5e0-0000-7000-8000-0000000000f1',
          entityRef: 'component:default/payments',
          reason: 'More load',
          source: 'ui',
          steps: [
            {
              operation: 'kubernetes:scale',
              input: {
                cluster: 'development',
                namespace: 'checkout',
                kind: 'Deployment',
                name: 'payments',
                replicas: 4,
              },
            },
          ],
        },
      },
    ]);
  });

  it('say of a refused plan what is missing, who can help and when it would be allowed', async () => {
    server.use(...pathBackend(frozenPlan()).handlers);
    renderPlans(`/${plan.plan.id}`);

    expect(
      await screen.findByText('Approval cannot be asked for yet.'),
    ).toBeInTheDocument();
    const parts = within(
      screen.getByRole('list', { name: 'The decision and its four parts' }),
    ).getAllByRole('listitem');
    expect(parts[2]).toHaveTextContent(/refuses/);
    expect(parts[2]).toHaveTextContent(/Missing: Wait, or have the freeze/);
    expect(parts[2]).toHaveTextContent(/Who can help: Priya Nair/);
    expect(parts[2]).toHaveTextContent(/Allowed from:/);
    // The refusal before does not hide the one that could not be evaluated.
    expect(parts[3]).toHaveTextContent(/not known/);
  });
});
