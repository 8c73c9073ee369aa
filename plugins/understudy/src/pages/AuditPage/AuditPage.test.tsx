import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { baseUrl, errorAnswer } from '../../__testUtils__/backend';
import { exampleEntries, told } from '../../__testUtils__/exampleEntries';
import { ExampleLedger } from '../../__testUtils__/ExampleLedger';
import { ledgerBackend } from '../../__testUtils__/ledgerBackend';
import { renderPage } from '../../__testUtils__/renderPage';
import { servedEntry } from '../../__testUtils__/servedEntry';
import { AuditPage } from './AuditPage';

const server = setupServer();
registerMswTestHooks(server);

const table = () =>
  screen.findByRole('grid', { name: 'Entries of the ledger' });
const badge = (headline: RegExp | string) =>
  screen.findByRole('button', {
    name: new RegExp(`^Checked in this browser: .*${headline}`),
  });

describe('AuditPage', () => {
  let ledger: ExampleLedger;
  beforeEach(async () => {
    window.localStorage.clear();
    ledger = await ExampleLedger.create();
    await ledger.append(exampleEntries);
  });

  it('shows who did what, where and how it ended, and proves it in the browser', async () => {
    ledger.anchors = [
      { sink: 'file', size: 4, anchoredAt: '2026-03-14T21:13:00.000Z' },
    ];
    const backend = ledgerBackend(ledger);
    server.use(...backend.handlers);
    const user = userEvent.setup();
    renderPage(<AuditPage />, { verifierKeys: [ledger.verifierKey] });

    const rows = within(await table()).getAllByRole('row');
    expect(rows).toHaveLength(1 + exampleEntries.length);
    expect(rows[1]).toHaveTextContent(
      /Sam OkaforDiagnostickubernetes:describe kubectl describe .*PRODUCTIONproduction\/checkout.*Slack.*success/,
    );
    expect(rows[3]).toHaveTextContent(/Rollback.*2 approvals.*prod-high-1 \+1/);
    expect(rows[4]).toHaveTextContent(/denied.*sod-1.*denied/);
    expect(rows[5]).toHaveTextContent(/Dana Reyes.*Template task.*failed/);

    // Two of six came after what the store outside has accepted.
    await user.click(await badge('anchored outside to entry 3'));
    expect(
      screen.getByText(/2 newer entries not yet anchored/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('All 6 entries shown are in it, letter for letter.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /The server says that the store “file” accepted .* its word/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/signed by ledger.example.test, with a key that is/),
    ).toBeInTheDocument();

    // The time of the first request counts for all pages of the search.
    expect(backend.asked[0].searchParams.get('include')).toBe('evidence');
    expect(backend.asked[0].searchParams.get('from')).toMatch(/Z$/);
  });

  it('opens the entry that a link names, with what failed, what was tried and the exact text', async () => {
    server.use(...ledgerBackend(ledger).handlers);
    const user = userEvent.setup();
    renderPage(<AuditPage />, {
      verifierKeys: [ledger.verifierKey],
      at: `/?last=all&entry=${told.failedTask}`,
    });

    const panel = await screen.findByRole('complementary', {
      name: 'The entry',
    });
    expect(panel).toHaveFocus();
    expect(
      await within(panel).findByText('The disk of the workspace is full'),
    ).toBeInTheDocument();
    expect(
      within(panel).getByText('Removed what an earlier task had left'),
    ).toBeInTheDocument();
    expect(await within(panel).findByText('proof ok')).toBeInTheDocument();
    expect(within(panel).getByText('pinned key ok')).toBeInTheDocument();
    await user.click(
      within(panel).getByRole('button', { name: 'The exact record' }),
    );
    expect(within(panel).getByText(ledger.rows[1].body)).toBeInTheDocument();

    await user.keyboard('{Escape}');
    await waitFor(() => expect(panel).not.toBeInTheDocument());
  });

  it('adds a note with a link, and says why one was refused', async () => {
    const notes: unknown[] = [];
    server.use(
      http.post(
        `${baseUrl}/v1/audit/entries/${told.signIn}/notes`,
        () => errorAnswer(503, 'ServiceUnavailableError', 'The ledger stands'),
        { once: true },
      ),
      http.post(
        `${baseUrl}/v1/audit/entries/${told.signIn}/notes`,
        async ({ request }) => {
          notes.push(await request.json());
          return HttpResponse.json({ id: told.denial }, { status: 201 });
        },
      ),
      ...ledgerBackend(ledger).handlers,
    );
    const user = userEvent.setup();
    renderPage(<AuditPage />, { at: `/?last=all&entry=${told.signIn}` });

    await user.type(await screen.findByLabelText('Add a note'), 'Expected');
    await user.type(
      screen.getByLabelText(/^Link to a ticket/),
      'https://tickets.example.test/7',
    );
    await user.click(screen.getByRole('button', { name: 'Add the note' }));
    expect(
      await screen.findByText('The note was not recorded. The ledger stands'),
    ).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Add the note' }));
    await waitFor(() =>
      expect(screen.getByLabelText('Add a note')).toHaveValue(''),
    );
    expect(notes).toEqual([
      {
        text: 'Expected',
        links: [{ url: 'https://tickets.example.test/7' }],
      },
    ]);
  });

  it('narrows by filters that stand in the address, and takes them back', async () => {
    const backend = ledgerBackend(ledger);
    server.use(...backend.handlers);
    const user = userEvent.setup();
    renderPage(<AuditPage />, { at: '/?last=all&outcome=failure' });

    expect(within(await table()).getAllByRole('row')).toHaveLength(2);
    expect(backend.asked[0].searchParams.has('from')).toBe(false);
    await user.click(screen.getByRole('button', { name: /^Outcome: failed/ }));
    await user.click(screen.getByRole('option', { name: 'denied' }));
    await waitFor(() =>
      expect(backend.asked.at(-1)!.searchParams.getAll('outcome')).toEqual([
        'failure',
        'denied',
      ]),
    );
    await user.keyboard('{Escape}');
    await user.click(
      await screen.findByRole('button', { name: 'Remove Outcome' }),
    );
    await waitFor(() =>
      expect(backend.asked.at(-1)!.searchParams.has('outcome')).toBe(false),
    );

    // The slash goes to the words, and Enter looks at once.
    await user.keyboard('/rollout{Enter}');
    await waitFor(() =>
      expect(backend.asked.at(-1)!.searchParams.get('text')).toBe('rollout'),
    );
  });

  it('lets new entries in while one looks, and holds them back while one reads', async () => {
    const backend = ledgerBackend(ledger);
    server.use(...backend.handlers);
    const user = userEvent.setup();
    renderPage(<AuditPage />, { verifierKeys: [ledger.verifierKey] });
    await screen.findByText('new entries come in by themselves');

    const arrive = async (number: number, action: string) => {
      await ledger.append([
        {
          ...exampleEntries[0],
          id: `0190a5e0-0000-7000-8000-0000000001${number}`,
          action,
        },
      ]);
      backend.send('entry', servedEntry(ledger.rows.at(-1)!));
    };
    await arrive(10, 'session:resumed');
    expect(await screen.findByText('session:resumed')).toBeInTheDocument();

    await user.click(screen.getByRole('button', { name: 'Pause' }));
    await arrive(11, 'session:ended');
    expect(
      await screen.findByText('1 new entry held back'),
    ).toBeInTheDocument();
    expect(screen.queryByText('session:ended')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Follow' }));
    expect(await screen.findByText('session:ended')).toBeInTheDocument();
  });

  it('is red and says which entry was forged, and keeps saying so in the detail', async () => {
    const { handlers } = ledgerBackend(ledger, served =>
      served.entry.id === told.denial
        ? {
            ...served,
            evidence: {
              ...served.evidence!,
              body: served.evidence!.body.replace('"denied"', '"success"'),
            },
          }
        : served,
    );
    server.use(...handlers);
    const user = userEvent.setup();
    renderPage(<AuditPage />, { verifierKeys: [ledger.verifierKey] });

    await badge('does not verify');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The ledger does not verify');
    expect(alert).toHaveTextContent(/Entry 2 is not what the log holds/);
    expect(alert).toHaveTextContent(/Do not rely on what is shown here/);
    await user.click(within(await table()).getAllByRole('row')[4]);
    const panel = await screen.findByRole('complementary');
    expect(
      await within(panel).findByText('does not verify'),
    ).toBeInTheDocument();
  });

  it.each([
    [
      'a sealed value that was exchanged',
      (_: ExampleLedger) => ({
        alter: (served: ReturnType<typeof servedEntry>) => ({
          ...served,
          evidence: {
            ...served.evidence!,
            fields: served.evidence!.fields.map(field => ({
              ...field,
              value:
                field.pointer === '/reason' ? 'something else' : field.value,
            })),
          },
        }),
      }),
      /A value of entry 3 is not the one that the entry commits to/,
    ],
    [
      'a server with a key of its own',
      () => ({ other: true }),
      /No pinned key signed the checkpoint/,
    ],
    [
      'a signature that was taken away',
      (real: ExampleLedger) => {
        real.note = `${real.note!.split('\n\n')[0]}\n\n`;
        return {};
      },
      /not a signed checkpoint/,
    ],
  ])('is red for %s', async (_, attack, words) => {
    const { alter, other } = attack(ledger) as {
      alter?: Parameters<typeof ledgerBackend>[1];
      other?: boolean;
    };
    server.use(...ledgerBackend(ledger, alter).handlers);
    const pinned = other ? await ExampleLedger.create() : ledger;
    renderPage(<AuditPage />, { verifierKeys: [pinned.verifierKey] });
    expect(await screen.findByRole('alert')).toHaveTextContent(words);
  });

  it('remembers what it saw: an old checkpoint and a fork are red until somebody says they know why', async () => {
    server.use(...ledgerBackend(ledger).handlers);
    const { unmount } = renderPage(<AuditPage />, {
      verifierKeys: [ledger.verifierKey],
    });
    await badge('not yet anchored');
    unmount();

    const restored = await ExampleLedger.create();
    await restored.append(exampleEntries.slice(0, 3));
    server.resetHandlers(...ledgerBackend(restored).handlers);
    const user = userEvent.setup();
    renderPage(<AuditPage />, { verifierKeys: [restored.verifierKey] });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /seen a log of 6 entries. The server now shows one of 3/,
    );
    await user.click(
      screen.getByRole('button', { name: 'Forget what this browser saw …' }),
    );
    await user.click(await screen.findByRole('button', { name: 'Forget it' }));
    await badge('not yet anchored');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says what it cannot say: nobody pinned a key, or the browser cannot check signatures', async () => {
    server.use(...ledgerBackend(ledger).handlers);
    const { unmount } = renderPage(<AuditPage />);
    await badge('signer not known');
    expect(
      screen.getByText(/no key is pinned, so this browser cannot say who/),
    ).toBeInTheDocument();
    unmount();

    const { subtle } = globalThis.crypto;
    const importKey = jest
      .spyOn(subtle, 'importKey')
      .mockRejectedValue(new DOMException('no', 'NotSupportedError'));
    try {
      renderPage(<AuditPage />, { verifierKeys: [ledger.verifierKey] });
      await badge('cannot verify in this browser');
    } finally {
      importKey.mockRestore();
    }
  });

  it('keeps apart refusals, an empty log and a server that is away', async () => {
    server.use(
      http.get(`${baseUrl}/v1/audit/entries`, () =>
        errorAnswer(403, 'NotAllowedError', 'It needs understudy.read'),
      ),
      ...ledgerBackend(ledger).handlers,
    );
    const first = renderPage(<AuditPage />);
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
    first.unmount();

    const empty = await ExampleLedger.create();
    server.resetHandlers(...ledgerBackend(empty).handlers);
    window.localStorage.clear();
    const second = renderPage(<AuditPage />, { at: '/?last=all' });
    expect(
      await screen.findByText(/The ledger has no entry that you may see/),
    ).toBeInTheDocument();
    await badge('no checkpoint yet');
    second.unmount();

    server.resetHandlers(
      http.get(`${baseUrl}/v1/ledger/status`, () => HttpResponse.error()),
      ...ledgerBackend(ledger).handlers,
    );
    renderPage(<AuditPage />);
    await badge('not checked');
    expect(await table()).toBeInTheDocument();
  });
});
