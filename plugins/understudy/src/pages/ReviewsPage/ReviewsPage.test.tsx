import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { baseUrl, errorAnswer } from '../../__testUtils__/backend';
import { told } from '../../__testUtils__/exampleEntries';
import { renderPage } from '../../__testUtils__/renderPage';
import type { ReviewFlag, ReviewFlagDetail } from '../../reviews/ReviewTypes';
import { ReviewsPage } from './ReviewsPage';

const server = setupServer();
registerMswTestHooks(server);

const flag: ReviewFlag = {
  id: '0190a5e0-0000-7000-8000-00000000f1a9',
  detector: 'repeated-failures',
  actor: 'user:default/dana',
  operationType: 'template_task',
  sentence: 'Dana Reyes had 4 template tasks that failed in one hour.',
  numbers: { failures: 4, limit: 3 },
  entryIds: [told.failedTask],
  entityRefs: ['component:default/payments'],
  raisedAt: '2026-03-14T21:15:00.000Z',
  lastSeenAt: '2026-03-14T21:30:00.000Z',
  times: 2,
  status: 'open',
  version: 1,
  changedAt: '2026-03-14T21:30:00.000Z',
};

/** A queue with one flag, which acts change as the backend would. */
function queue() {
  let current: ReviewFlagDetail = { flag, acts: [], followUps: [] };
  const acts: Array<Record<string, unknown>> = [];
  return {
    acts,
    /** Somebody else was faster. */
    overtake: () => {
      current = { ...current, flag: { ...current.flag, version: 9 } };
    },
    handlers: [
      http.get(`${baseUrl}/v1/reviews`, ({ request }) => {
        const status = new URL(request.url).searchParams.get('status');
        return HttpResponse.json({
          items: current.flag.status === status ? [current.flag] : [],
        });
      }),
      http.get(`${baseUrl}/v1/reviews/:flagId`, () =>
        HttpResponse.json(current),
      ),
      http.post(`${baseUrl}/v1/reviews/:flagId/acts`, async ({ request }) => {
        const act = (await request.json()) as ReviewFlagDetail['acts'][number];
        if (act.version !== current.flag.version) {
          return errorAnswer(409, 'ConflictError', 'It has changed');
        }
        acts.push({ ...act });
        const version = act.version + 1;
        current = {
          ...current,
          flag: {
            ...current.flag,
            version,
            ...(act.kind === 'assign' && { assignee: act.assignee }),
            ...(act.kind === 'close' && {
              status: 'closed' as const,
              closeReason: act.closeReason,
            }),
          },
          acts: [
            ...current.acts,
            {
              ...act,
              id: `0190a5e0-0000-7000-8000-00000000000${version}`,
              by: 'user:default/sam',
              at: '2026-03-14T21:40:00.000Z',
              version,
              entryId: told.denial,
            },
          ],
        };
        return HttpResponse.json(current);
      }),
    ],
  };
}

describe('ReviewsPage', () => {
  it('takes a flag through assigning, a comment and closing', async () => {
    const { handlers, acts } = queue();
    server.use(...handlers);
    const user = userEvent.setup();
    renderPage(<ReviewsPage />);

    const row = await screen.findByRole('button', {
      name: /The same failure again.*nobody looks after it/,
    });
    expect(row).toHaveTextContent(flag.sentence);
    await user.click(row);
    const panel = await screen.findByRole('complementary', {
      name: 'The flag',
    });
    expect(panel).toHaveFocus();
    expect(await within(panel).findByText('failures')).toBeInTheDocument();
    expect(within(panel).getByText('Nothing yet.')).toBeInTheDocument();

    await user.type(
      within(panel).getByLabelText('Give it to'),
      'user:default/sofia',
    );
    await user.click(within(panel).getByRole('button', { name: 'Assign' }));
    expect(await within(panel).findByText('Assigned')).toBeInTheDocument();

    // Nobody closes anything without saying why.
    const close = within(panel).getByRole('button', {
      name: 'Close the flag',
    });
    expect(close).toBeDisabled();
    await user.type(within(panel).getByLabelText('In words'), 'Disk was full');
    await user.click(close);
    expect(
      await screen.findByText('Nothing waits for a review'),
    ).toBeInTheDocument();
    expect(acts).toEqual([
      { kind: 'assign', assignee: 'user:default/sofia', version: 1 },
      {
        kind: 'close',
        closeReason: 'handled',
        text: 'Disk was full',
        version: 2,
      },
    ]);
  });

  it('does nothing when somebody was faster, says so, and shows what they did', async () => {
    const { handlers, acts, overtake } = queue();
    server.use(...handlers);
    const user = userEvent.setup();
    renderPage(<ReviewsPage />, { at: `/?flag=${flag.id}` });

    await user.type(await screen.findByLabelText('In words'), 'Looking');
    overtake();
    await user.click(screen.getByRole('button', { name: 'Comment' }));
    expect(
      await screen.findByText(/Somebody did something about it meanwhile/),
    ).toBeInTheDocument();
    expect(acts).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'See what' }));
    await user.click(await screen.findByRole('button', { name: 'Comment' }));
    await waitFor(() => expect(acts).toHaveLength(1));
  });

  it('says who may not see it', async () => {
    server.use(
      http.get(`${baseUrl}/v1/reviews`, () =>
        errorAnswer(403, 'NotAllowedError', 'It needs understudy.audit.read'),
      ),
    );
    renderPage(<ReviewsPage />);
    expect(
      await screen.findByText(/It needs understudy.audit.read/),
    ).toBeInTheDocument();
  });
});
