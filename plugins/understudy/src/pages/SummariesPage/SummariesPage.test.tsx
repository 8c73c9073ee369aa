import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { baseUrl, errorAnswer } from '../../__testUtils__/backend';
import { told } from '../../__testUtils__/exampleEntries';
import { renderPage } from '../../__testUtils__/renderPage';
import type { AuditSummary, OpenIntent } from '../../reviews/ReviewTypes';
import { SummariesPage } from './SummariesPage';

const server = setupServer();
registerMswTestHooks(server);

const summary: AuditSummary = {
  day: '2026-03-14',
  madeAt: '2026-03-15T00:05:02.000Z',
  entries: 1204,
  operations: 80,
  successRate: 0.925,
  byOutcome: { success: 74, failure: 6 },
  byType: { deployment: 50, template_task: 30, brand_new: 2 },
  byTakeoverLevel: { L2_SUGGESTION: 80 },
  byChangeLevel: {},
  byEnvironment: { production: 12, test: 68 },
  denials: 3,
  overrides: 0,
  flagsRaised: 1,
  flagsOpen: 1,
  openIntents: 1,
  anchoring: {
    size: 5000,
    checkpointed: 5000,
    sinks: [{ sink: 'file', size: 4990, anchoredAt: '2026-03-15T00:04:00Z' }],
  },
};

const intent: OpenIntent = {
  id: told.intent,
  occurredAt: '2026-03-14T21:06:52.000Z',
  ageSeconds: 900,
  actor: 'user:default/dana',
  operationType: 'rollback',
  action: 'kubernetes:rollout-undo',
  standing: 'checkpointed',
  sentence: 'The backend stopped after it was recorded; look at the cluster.',
};

describe('SummariesPage', () => {
  it('gives a day in numbers that lead to its entries, and what never ended', async () => {
    server.use(
      http.get(`${baseUrl}/v1/audit/summaries`, () =>
        HttpResponse.json({ items: [summary] }),
      ),
      http.get(`${baseUrl}/v1/audit/open-intents`, () =>
        HttpResponse.json({ items: [intent] }),
      ),
    );
    renderPage(<SummariesPage />);

    const day = within(
      await screen.findByRole('article', {
        name: /14 March 2026|March 14, 2026/,
      }),
    );
    expect(day.getByText('92.5%')).toBeInTheDocument();
    expect(day.getByText('4,990 of 5,000')).toBeInTheDocument();
    expect(day.getByRole('link', { name: '3' }).getAttribute('href')).toMatch(
      /audit\?from=2026-03-14T00:00:00.000Z&to=2026-03-15T00:00:00.000Z&operationType=denial$/,
    );
    const kinds = day.getByText('By kind').parentElement!;
    // The most frequent first; a word that these pages do not know stands as it is.
    expect(
      within(kinds)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual(['Deployment50', 'Template task30', 'brand_new2']);

    const open = within(
      await screen.findByRole('article', { name: 'Begun, and never ended' }),
    );
    expect(open.getByText(intent.sentence)).toBeInTheDocument();
    expect(
      open
        .getByRole('link', { name: 'kubernetes:rollout-undo' })
        .getAttribute('href'),
    ).toMatch(new RegExp(`entry=${told.intent}$`));
  });

  it('asks once where it is refused, and says so', async () => {
    server.use(
      http.get(`${baseUrl}/v1/audit/summaries`, () =>
        errorAnswer(403, 'NotAllowedError', 'It needs understudy.audit.read'),
      ),
    );
    renderPage(<SummariesPage />);
    expect(await screen.findByText('You may not see this')).toBeInTheDocument();
  });
});
