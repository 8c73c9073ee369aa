import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  defaultGuardrails,
  type GuardrailVersionDetail,
} from '@understudy/plugin-understudy-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { baseUrl } from '../../__testUtils__/backend';
import { renderPage } from '../../__testUtils__/renderPage';
import { PoliciesPage } from './PoliciesPage';

const server = setupServer();
registerMswTestHooks(server);

const digest = `sha256:${'1'.repeat(64)}`;

function versionOf(
  version: number,
  status: 'draft' | 'active',
  data: unknown,
): GuardrailVersionDetail {
  return {
    version: {
      version,
      digest,
      status,
      reason: 'As it came.',
      by: 'user:default/priya',
      at: '2026-03-14T20:51:07.000Z',
      votes: [],
    },
    data: data as GuardrailVersionDetail['data'],
    differences: [],
    activation: {
      needed: 2,
      given: 0,
      sentence: 'Two people have to vote.',
      allowed: true,
    },
  };
}

function policyBackend() {
  const versions = [versionOf(1, 'active', defaultGuardrails)];
  const asked: Array<{ what: string; body: unknown }> = [];
  const handlers = [
    http.get(`${baseUrl}/v1/policy/status`, () =>
      HttpResponse.json({ ready: true, mode: 'wasm', sentence: 'It answers.' }),
    ),
    http.get(`${baseUrl}/v1/freezes`, () =>
      HttpResponse.json({
        items: [],
        may: { allowed: true, sentence: 'Your role policy-admin gives it.' },
      }),
    ),
    http.post(`${baseUrl}/v1/freezes`, async ({ request }) => {
      asked.push({ what: 'freeze', body: await request.json() });
      return HttpResponse.json({}, { status: 201 });
    }),
    http.get(`${baseUrl}/v1/guardrails`, () => HttpResponse.json(versions[0])),
    http.get(`${baseUrl}/v1/guardrails/versions`, () =>
      HttpResponse.json({ items: versions.map(({ version }) => version) }),
    ),
    http.get(`${baseUrl}/v1/guardrails/versions/:version`, ({ params }) =>
      HttpResponse.json(versions[Number(params.version) - 1]),
    ),
    http.post(`${baseUrl}/v1/guardrails/simulate`, () =>
      HttpResponse.json({
        decisions: 120,
        changed: 1,
        sentence: '1 of 120 decisions would change.',
        items: [
          {
            planId: '0190a5e0-0000-7000-8000-0000000000a1',
            at: '2026-03-14T20:51:07.000Z',
            entityRef: 'component:default/payments',
            operation: 'kubernetes:scale',
            before: 'allow',
            after: 'deny',
            ruleIds: ['rollout-stage'],
          },
        ],
      }),
    ),
    http.post(`${baseUrl}/v1/guardrails/versions`, async ({ request }) => {
      const body = (await request.json()) as { data: unknown };
      asked.push({ what: 'draft', body });
      versions.push(versionOf(2, 'draft', body.data));
      return HttpResponse.json(versions[1], { status: 201 });
    }),
    http.post(
      `${baseUrl}/v1/guardrails/versions/2/activate`,
      async ({ request }) => {
        asked.push({ what: 'activate', body: await request.json() });
        return HttpResponse.json(versions[1]);
      },
    ),
  ];
  return { handlers, asked };
}

describe('PoliciesPage', () => {
  it('takes a change from JSON that is not valid to a vote for the draft', async () => {
    const { handlers, asked } = policyBackend();
    server.use(...handlers);
    const user = userEvent.setup();
    renderPage(<PoliciesPage />);

    await user.click(await screen.findByRole('radio', { name: 'JSON' }));
    const json = await screen.findByRole('textbox', {
      name: 'The guardrails as JSON',
    });
    const write = (data: object) =>
      fireEvent.change(json, { target: { value: JSON.stringify(data) } });
    write({ ...defaultGuardrails, rolloutStage: 7 });
    // What is wrong is named by its place, as the backend would name it.
    expect(await screen.findByText(/\/rolloutStage/)).toBeInTheDocument();
    const save = screen.getByRole('button', { name: 'Save as a draft' });
    expect(save).toBeDisabled();

    write({ ...defaultGuardrails, rolloutStage: 0 });
    expect(
      await screen.findByText('One place differs from what holds now.'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('list', { name: 'What would differ' }),
    ).toHaveTextContent(/rolloutStage.*before: -1.*after: \+0/);
    await user.click(
      screen.getByRole('button', { name: 'Try on the last 30 days' }),
    );
    expect(
      await screen.findByText('1 of 120 decisions would change.'),
    ).toBeInTheDocument();
    await user.type(
      screen.getByRole('textbox', { name: /^Why/ }),
      'Nothing is written over the holidays.',
    );
    await user.click(save);

    await user.click(
      await screen.findByRole('button', { name: 'Vote to activate …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const vote = dialog.getByRole('button', { name: 'Vote to activate …' });
    await user.type(dialog.getByRole('textbox'), 'too short');
    expect(vote).toBeDisabled();
    await user.type(dialog.getByRole('textbox'), ', now it is not');
    await user.click(vote);
    await waitFor(() =>
      expect(asked).toEqual([
        {
          what: 'draft',
          body: {
            data: expect.objectContaining({ rolloutStage: 0 }),
            reason: 'Nothing is written over the holidays.',
            basedOn: 1,
          },
        },
        {
          what: 'activate',
          body: { digest, reason: 'too short, now it is not' },
        },
      ]),
    );
  });

  it('takes a change of the form, in words of people, to the same difference', async () => {
    server.use(...policyBackend().handlers);
    const user = userEvent.setup();
    renderPage(<PoliciesPage />);

    await user.click(
      await screen.findByRole('button', { name: /^Who approves/ }),
    );
    const expiry = within(
      await screen.findByRole('group', { name: 'Expiry in minutes' }),
    );
    const incident = expiry.getByRole('textbox', { name: /Incident plan/ });
    await user.clear(incident);
    await user.type(incident, '45');
    await user.tab();
    const selfApproval = within(
      screen.getByRole('group', { name: 'Self-approval' }),
    );
    await user.click(selfApproval.getByRole('checkbox', { name: 'Test' }));
    const approvals = within(
      screen.getByRole('group', { name: 'How many people approve' }),
    );
    await user.click(
      approvals.getByRole('button', { name: 'Remove PRODUCTION, destructive' }),
    );
    expect(
      await screen.findByText('3 places differ from what holds now.'),
    ).toBeInTheDocument();
    const difference = screen.getByRole('list', { name: 'What would differ' });
    expect(difference).toHaveTextContent(
      /expiryMinutes\.incident.*before: -60.*after: \+45/,
    );
    expect(difference).toHaveTextContent(/selfApproval.*after: \+test/);
    expect(difference).toHaveTextContent(/destructive/);

    // What the form wrote is what the JSON says.
    await user.click(screen.getByRole('radio', { name: 'JSON' }));
    const json = screen.getByRole('textbox', {
      name: 'The guardrails as JSON',
    });
    expect(JSON.parse((json as HTMLTextAreaElement).value)).toMatchObject({
      expiryMinutes: { standard: 1440, incident: 45, elevation: 30 },
      selfApproval: ['development', 'test'],
    });
    fireEvent.change(json, { target: { value: '{' } });
    await user.click(screen.getByRole('radio', { name: 'Form' }));
    expect(
      screen.getByText('The form comes back when the JSON can be read.'),
    ).toBeInTheDocument();
  });

  it('says before it brakes what stops and what is not undone', async () => {
    const { handlers, asked } = policyBackend();
    server.use(...handlers);
    const user = userEvent.setup();
    renderPage(<PoliciesPage />);

    await user.click(
      await screen.findByRole('button', { name: 'Stop AI writes …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/What was done is not undone/)).toBeInTheDocument();
    await user.type(dialog.getByRole('textbox'), 'It loops');
    await user.click(dialog.getByRole('button', { name: 'Stop AI writes' }));
    await waitFor(() =>
      expect(asked).toEqual([
        { what: 'freeze', body: { kind: 'ai-writes', reason: 'It loops' } },
      ]),
    );
  });
});
