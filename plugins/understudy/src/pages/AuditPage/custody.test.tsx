import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { UnderstudyPermissionName } from '@understudy/plugin-understudy-common';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import type { LedgerAlarm, LedgerVerification } from '../../audit/AuditTypes';
import { baseUrl, errorAnswer } from '../../__testUtils__/backend';
import { exampleEntries, told } from '../../__testUtils__/exampleEntries';
import { ExampleLedger } from '../../__testUtils__/ExampleLedger';
import { samsPermissions } from '../../__testUtils__/examples';
import { ledgerBackend } from '../../__testUtils__/ledgerBackend';
import { renderPage } from '../../__testUtils__/renderPage';
import { AuditPage } from './AuditPage';

const server = setupServer();
registerMswTestHooks(server);

const alarm: LedgerAlarm = {
  id: '018f0000-0000-7000-8000-000000000001',
  raisedAt: '2026-03-14T21:00:00.000Z',
  code: 'entry-changed',
  sentence: 'Entry 4 is not what stands in the log.',
  stops: true,
};

const may = (...names: UnderstudyPermissionName[]) =>
  http.get(`${baseUrl}/v1/me/permissions`, () =>
    HttpResponse.json({
      ...samsPermissions,
      permissions: names.map(name => ({
        name,
        title: name,
        action: 'read',
        allowed: true,
        reason: 'Your role sre gives it.',
      })),
    }),
  );

/** Alarms and verifications as the backend keeps them. */
function custodyBackend(kept: {
  alarms: LedgerAlarm[];
  verifications: LedgerVerification[];
}) {
  const said: unknown[] = [];
  return {
    said,
    handlers: [
      http.get(`${baseUrl}/v1/ledger/alarms`, () =>
        HttpResponse.json({ items: kept.alarms }),
      ),
      http.post(
        `${baseUrl}/v1/ledger/alarms/:id/resolution`,
        async ({ request, params }) => {
          said.push(await request.json());
          kept.alarms = kept.alarms.filter(({ id }) => id !== params.id);
          return HttpResponse.json({ items: kept.alarms });
        },
      ),
      http.get(`${baseUrl}/v1/ledger/verifications`, () =>
        HttpResponse.json({ items: kept.verifications }),
      ),
    ],
  };
}

describe('AuditPage, for who keeps the record', () => {
  let ledger: ExampleLedger;
  beforeEach(async () => {
    window.localStorage.clear();
    ledger = await ExampleLedger.create();
    await ledger.append(exampleEntries);
  });

  it('shows an alarm above everything, and resolves it with what was found', async () => {
    const custody = custodyBackend({ alarms: [alarm], verifications: [] });
    server.use(
      may('understudy.audit.read', 'understudy.audit.review'),
      ...custody.handlers,
      ...ledgerBackend(ledger).handlers,
    );
    const user = userEvent.setup();
    renderPage(<AuditPage />);

    expect(
      await screen.findByText(/nothing new is begun: entry-changed/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/Entry 4 is not what stands in the log/),
    ).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Resolve …' }));
    const dialog = await screen.findByRole('dialog');
    const resolve = within(dialog).getByRole('button', { name: 'Resolve it' });
    expect(resolve).toBeDisabled();
    await user.type(
      within(dialog).getByLabelText(/^What was it/),
      'A restored backup; put right',
    );
    await user.click(resolve);

    await waitFor(() =>
      expect(screen.queryByText(/entry-changed/)).not.toBeInTheDocument(),
    );
    expect(custody.said).toEqual([{ reason: 'A restored backup; put right' }]);
  });

  it('shows who may not resolve an alarm who can, and asks nothing of who may not read', async () => {
    server.use(
      may('understudy.audit.read'),
      ...custodyBackend({ alarms: [alarm], verifications: [] }).handlers,
      ...ledgerBackend(ledger).handlers,
    );
    const { unmount } = renderPage(<AuditPage />);
    expect(await screen.findByText(/entry-changed/)).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Resolve …' }),
    ).not.toBeInTheDocument();
    unmount();

    const asked: string[] = [];
    server.resetHandlers();
    server.events.on('request:start', ({ request }) => {
      asked.push(new URL(request.url).pathname);
    });
    server.use(...ledgerBackend(ledger).handlers);
    renderPage(<AuditPage />);
    await screen.findByRole('grid', { name: 'Entries of the ledger' });
    await waitFor(() =>
      expect(asked.some(path => path.endsWith('/me/permissions'))).toBe(true),
    );
    expect(asked.filter(path => path.includes('/ledger/alarms'))).toEqual([]);
    expect(
      screen.queryByRole('button', { name: 'Verify everything' }),
    ).not.toBeInTheDocument();
    server.events.removeAllListeners();
  });

  it('verifies everything when asked, follows it, and names what was found', async () => {
    const kept = {
      alarms: [] as LedgerAlarm[],
      verifications: [] as LedgerVerification[],
    };
    const running: LedgerVerification = {
      id: '018f0000-0000-7000-8000-000000000002',
      requestedBy: 'user:default/sam',
      startedAt: '2026-03-14T21:20:00.000Z',
      done: 3,
    };
    server.use(
      may('understudy.audit.read'),
      http.post(
        `${baseUrl}/v1/ledger/verifications`,
        () => errorAnswer(503, 'ServiceUnavailableError', 'Not just now'),
        { once: true },
      ),
      http.post(`${baseUrl}/v1/ledger/verifications`, () => {
        kept.verifications = [running];
        return HttpResponse.json({ items: kept.verifications });
      }),
      ...custodyBackend(kept).handlers,
      ...ledgerBackend(ledger).handlers,
    );
    const user = userEvent.setup();
    renderPage(<AuditPage />);

    const verify = await screen.findByRole('button', {
      name: 'Verify everything',
    });
    await user.click(verify);
    expect(
      await screen.findByText('It was not done. Not just now'),
    ).toBeInTheDocument();
    await user.click(verify);
    expect(await screen.findByText('3 entries so far')).toBeInTheDocument();
    expect(verify).toBeDisabled();

    kept.verifications = [
      {
        ...running,
        done: 6,
        finishedAt: '2026-03-14T21:20:04.000Z',
        report: {
          intact: false,
          size: 6,
          minimumIndex: 0,
          checkpoints: 2,
          redacted: 1,
          anchored: 4,
          findings: [
            {
              code: 'entry-changed',
              index: 4,
              sentence: 'Entry 4 has another hash than the log.',
            },
          ],
          more: false,
          notices: ['The clock was set back once.'],
          proved: ['Every checkpoint is signed by a key of this log.'],
        },
      },
    ];
    expect(
      await screen.findByText(/another hash/, undefined, { timeout: 5_000 }),
    ).toBeInTheDocument();
    expect(screen.getByText('not intact')).toBeInTheDocument();
    expect(screen.getByText(/6 entries, 2 checkpoints/)).toBeInTheDocument();
    expect(screen.getByText('The clock was set back once.')).toBeVisible();
  });

  it('takes chosen values out of an entry, for good, with a reason', async () => {
    const redacted: unknown[] = [];
    server.use(
      may('understudy.audit.read', 'understudy.audit.review'),
      http.post(
        `${baseUrl}/v1/audit/entries/${told.failedTask}/redactions`,
        async ({ request }) => {
          redacted.push(await request.json());
          return HttpResponse.json({ redactionId: told.denial });
        },
      ),
      ...custodyBackend({ alarms: [], verifications: [] }).handlers,
      ...ledgerBackend(ledger).handlers,
    );
    const user = userEvent.setup();
    renderPage(<AuditPage />, { at: `/?last=all&entry=${told.failedTask}` });

    const panel = await screen.findByRole('complementary', {
      name: 'The entry',
    });
    await user.click(
      await within(panel).findByRole('button', { name: 'Redact …' }),
    );
    const dialog = await screen.findByRole('dialog');
    const take = within(dialog).getByRole('button', {
      name: 'Take it out for good',
    });
    await user.type(within(dialog).getByLabelText(/^Why/), 'A password');
    expect(take).toBeDisabled();
    await user.click(
      within(dialog).getByRole('checkbox', { name: 'What went wrong' }),
    );
    await user.click(take);
    await waitFor(() =>
      expect(redacted).toEqual([
        { pointers: ['/errorContext'], reason: 'A password' },
      ]),
    );
    await waitFor(() => expect(dialog).not.toBeInTheDocument());
  });
});
