import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { baseUrl } from '../../__testUtils__/backend';
import { exampleEntries } from '../../__testUtils__/exampleEntries';
import { ExampleLedger } from '../../__testUtils__/ExampleLedger';
import { samsPermissions } from '../../__testUtils__/examples';
import { ledgerBackend } from '../../__testUtils__/ledgerBackend';
import { renderPage } from '../../__testUtils__/renderPage';
import { EntityAuditTimelineCard } from './EntityAuditTimelineCard';

const server = setupServer();
registerMswTestHooks(server);

const timeline = `${baseUrl}/v1/entities/:kind/:namespace/:name/timeline`;
const seesNothing = http.get(timeline, () =>
  HttpResponse.json({ items: [], scope: 'owned', size: 6 }),
);

describe('EntityAuditTimelineCard', () => {
  let ledger: ExampleLedger;
  let asked: string[];
  const of = (part: string) => asked.filter(path => path.includes(part));

  beforeEach(async () => {
    window.localStorage.clear();
    ledger = await ExampleLedger.create();
    await ledger.append(exampleEntries);
    asked = [];
    server.events.on('request:start', ({ request }) => {
      asked.push(new URL(request.url).pathname);
    });
  });
  afterEach(() => server.events.removeAllListeners());

  it('shows what was done to the entity, and proves it in the browser', async () => {
    server.use(...ledgerBackend(ledger).handlers);
    renderPage(<EntityAuditTimelineCard />, {
      verifierKeys: [ledger.verifierKey],
    });

    expect(
      await screen.findByRole('list', { name: /^The last entries about/ }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: /^Checked in this browser/ }),
    ).toBeInTheDocument();
    await waitFor(() => expect(of('/ledger/proofs')).not.toEqual([]));
  });

  it('asks nothing of the log for who sees none of it, since a refusal would be recorded', async () => {
    server.use(seesNothing, ...ledgerBackend(ledger).handlers);
    const { unmount } = renderPage(<EntityAuditTimelineCard />);
    expect(
      await screen.findByText('Nothing is recorded yet'),
    ).toBeInTheDocument();
    await waitFor(() => expect(of('/audit/tail')).toHaveLength(1));
    expect(of('/ledger/')).toEqual([]);
    unmount();

    // Who sees all of it is told when the log itself is wrong, also where nothing is shown.
    const other = await ExampleLedger.create();
    server.resetHandlers(...ledgerBackend(other).handlers);
    renderPage(<EntityAuditTimelineCard />);
    await waitFor(() => expect(of('/ledger/status')).toHaveLength(1));
  });

  it('asks nothing at all for who may not read, and says why', async () => {
    server.use(
      http.get(`${baseUrl}/v1/me/permissions`, () =>
        HttpResponse.json({
          ...samsPermissions,
          permissions: samsPermissions.permissions.map(permission => ({
            ...permission,
            allowed: false,
            reason: `It needs ${permission.name}.`,
          })),
        }),
      ),
      ...ledgerBackend(ledger).handlers,
    );
    renderPage(<EntityAuditTimelineCard />);

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It needs understudy.read.',
    );
    expect(of('/timeline')).toEqual([]);
    expect(of('/audit/')).toEqual([]);
    expect(of('/ledger/')).toEqual([]);
  });

  it('keeps a server that is away apart from a refusal, and tries again', async () => {
    let away = true;
    server.use(
      http.get(`${baseUrl}/v1/me/permissions`, () =>
        away ? HttpResponse.error() : undefined,
      ),
      ...ledgerBackend(ledger).handlers,
    );
    renderPage(<EntityAuditTimelineCard />);
    const again = await screen.findByRole('button', { name: 'Try again' });
    expect(of('/timeline')).toEqual([]);
    away = false;
    await userEvent.click(again);
    expect(
      await screen.findByRole('list', { name: /^The last entries about/ }),
    ).toBeInTheDocument();
  });
});
