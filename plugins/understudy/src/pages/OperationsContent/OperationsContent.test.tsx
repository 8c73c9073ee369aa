import { registerMswTestHooks } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { backendWith, baseUrl, errorAnswer } from '../../__testUtils__/backend';
import {
  paymentsOperations,
  samsPermissions,
  unannotatedOperations,
  unknownClusterOperations,
} from '../../__testUtils__/examples';
import { renderPage } from '../../__testUtils__/renderPage';
import { OperationsContent } from './OperationsContent';

const server = setupServer();
registerMswTestHooks(server);

const operationsUrl = `${baseUrl}/v1/entities/component/default/payments/operations`;
const section = (name: RegExp | string) =>
  screen.findByRole('article', { name });

describe('OperationsContent', () => {
  it('shows everything that is known about an entity', async () => {
    server.use(
      ...backendWith({
        operations: paymentsOperations,
        permissions: samsPermissions,
      }),
    );
    renderPage(<OperationsContent />);

    // The banner names the strictest environment in words.
    expect(
      await screen.findByText(
        /cluster production · namespace checkout · also in development, pre-production · this page only reads/,
      ),
    ).toBeInTheDocument();
    expect(screen.getAllByText('PRODUCTION').length).toBeGreaterThan(0);

    const environments = within(await section('Environments'));
    expect(environments.getByText('Takeover L2 at most')).toBeInTheDocument();
    expect(environments.getByText('Takeover L5 at most')).toBeInTheDocument();
    expect(
      environments.getByText(
        'Every write needs a person who confirms it, and approval.',
      ),
    ).toBeInTheDocument();
    expect(environments.getByText('staging')).toBeInTheDocument();
    expect(environments.getAllByText('No cluster of this entity')).toHaveLength(
      1,
    );

    const known = within(await section('What is known'));
    expect(known.getByRole('link', { name: 'team-checkout' })).toHaveAttribute(
      'href',
      '/catalog/default/group/team-checkout',
    );
    expect(known.getByText('You are not an owner')).toBeInTheDocument();
    expect(known.getByText('Developed with Understudy')).toBeInTheDocument();
    expect(
      known.getByText(/said by the annotation understudy\/system-type/),
    ).toBeInTheDocument();

    const clusters = within(await section('Clusters'));
    expect(clusters.getAllByText('Known here')).toHaveLength(3);
    expect(
      clusters.getByText('Pre-production, by configuration'),
    ).toBeInTheDocument();

    const next = within(await section('Next step See what runs'));
    expect(next.getByRole('link', { name: /See what runs/ })).toHaveAttribute(
      'href',
      '/catalog/default/component/payments/kubernetes',
    );
  });

  it('says what one may do, and for a refusal what is missing', async () => {
    server.use(
      ...backendWith({
        operations: paymentsOperations,
        permissions: samsPermissions,
      }),
    );
    renderPage(<OperationsContent />);

    expect(
      await screen.findByText('As decided right now for sam.'),
    ).toBeInTheDocument();
    const mine = within(await section('What you may do here'));
    const govern = mine
      .getByRole('heading', { name: 'Govern' })
      .closest('section')!;
    expect(within(govern).getByText('1 of 2')).toBeInTheDocument();
    expect(within(govern).getByText('Refused')).toBeInTheDocument();
    expect(
      within(govern).getByText(/It needs the role policy-admin/),
    ).toBeInTheDocument();
    expect(mine.getAllByText('Allowed')).toHaveLength(5);
  });

  it('offers lines to copy when the entity says nothing about where it runs', async () => {
    server.use(
      ...backendWith({
        operations: unannotatedOperations,
        permissions: samsPermissions,
      }),
    );
    const user = userEvent.setup();
    const copied: string[] = [];
    document.execCommand = () =>
      copied.push(document.getSelection()?.toString() ?? '') > 0;
    renderPage(<OperationsContent />);

    const next = within(await section('Next step Say where it runs'));
    expect(
      next.getByText(/backstage.io\/kubernetes-id: storefront/),
    ).toBeInTheDocument();
    await user.click(next.getByRole('button', { name: 'Copy the example' }));
    expect(await next.findByText('Copied')).toBeInTheDocument();
    expect(copied).toEqual([unannotatedOperations.nextStep.example]);

    expect(await screen.findByText('No cluster is named')).toBeInTheDocument();
    expect(screen.getByText('No environment yet')).toBeInTheDocument();
    expect(screen.getByText('No owner in the catalog')).toBeInTheDocument();
    expect(
      screen.getByText('assumed, since no annotation says so'),
    ).toBeInTheDocument();
    // Nothing is known about where it runs, so no banner claims an environment.
    expect(screen.queryByText(/this page only reads/)).not.toBeInTheDocument();
  });

  it('treats a cluster that nobody knows as production, and says why', async () => {
    server.use(
      ...backendWith({
        operations: unknownClusterOperations,
        permissions: samsPermissions,
      }),
    );
    renderPage(<OperationsContent />);

    expect(
      await screen.findByText(
        /cluster eu-west-9 · not known to this Backstage, so production rules hold/,
      ),
    ).toBeInTheDocument();
    const clusters = within(await section('Clusters'));
    expect(clusters.getByText('Not configured')).toBeInTheDocument();
    expect(
      clusters.getByText('No environment lists it: production rules hold'),
    ).toBeInTheDocument();
  });

  it('keeps the rest of the page when only the permissions fail, and tries again', async () => {
    let isDown = true;
    server.use(
      ...backendWith({ operations: paymentsOperations }),
      http.get(`${baseUrl}/v1/me/permissions`, () =>
        isDown
          ? errorAnswer(500, 'Error', 'no')
          : HttpResponse.json(samsPermissions),
      ),
    );
    const user = userEvent.setup();
    renderPage(<OperationsContent />);

    expect(
      await screen.findByText(/What you may do here is not known right now/),
    ).toBeInTheDocument();
    expect(screen.getByText('Takeover L2 at most')).toBeInTheDocument();
    isDown = false;
    const mine = within(await section('What you may do here'));
    await user.click(mine.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('As decided right now for sam.'),
    ).toBeInTheDocument();
  });

  it('warns when the permission framework is off', async () => {
    server.use(
      ...backendWith({
        operations: paymentsOperations,
        permissions: { ...samsPermissions, framework: 'disabled' },
      }),
    );
    renderPage(<OperationsContent />);

    expect(
      await screen.findByText(
        /The permission framework of this Backstage is off/,
      ),
    ).toBeInTheDocument();
  });

  it.each([
    ['an empty 404', () => new HttpResponse(null, { status: 404 })],
    [
      'the page of the app',
      () => HttpResponse.html('<!doctype html><title>Backstage</title>'),
    ],
  ])(
    'says that the backend plugin is missing when %s comes back',
    async (_, answer) => {
      server.use(
        http.get(operationsUrl, answer),
        ...backendWith({ permissions: samsPermissions }),
      );
      renderPage(<OperationsContent />);

      expect(
        await screen.findByText('The Understudy backend is not installed here'),
      ).toBeInTheDocument();
      expect(
        screen.getByText(/@understudy\/plugin-understudy-backend/),
      ).toBeInTheDocument();
    },
  );

  it.each([
    [
      'denied',
      () => errorAnswer(403, 'NotAllowedError', 'You need the role viewer'),
      'You may not see this',
      /You need the role viewer/,
    ],
    [
      'signed out',
      () => errorAnswer(401, 'AuthenticationError', 'Illegal token'),
      'You are signed out',
      /Sign in again/,
    ],
    [
      'an unknown entity',
      () => errorAnswer(404, 'NotFoundError', 'The catalog has no such'),
      'The backend does not know this entity',
      /not read yet/,
    ],
    [
      'not ready',
      () => errorAnswer(503, 'ServiceUnavailableError', 'starting'),
      'The Understudy backend cannot be reached',
      /Nothing was changed/,
    ],
    [
      'no answer',
      () => HttpResponse.error(),
      'The Understudy backend cannot be reached',
      /Nothing was changed/,
    ],
    [
      'a failure',
      () => errorAnswer(500, 'Error', 'the disk is full'),
      'The Understudy backend could not answer',
      /the disk is full/,
    ],
  ])('says what to do about %s', async (_, answer, title, sentence) => {
    server.use(http.get(operationsUrl, answer));
    renderPage(<OperationsContent />);

    const alert = await screen.findByRole('alert');
    expect(within(alert).getByText(title)).toBeInTheDocument();
    expect(within(alert).getByText(sentence)).toBeInTheDocument();
  });
});
