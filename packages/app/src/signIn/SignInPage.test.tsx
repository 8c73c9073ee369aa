import type { AuthRequestOptions } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { JsonObject } from '@backstage/types';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { oidcAuthApiRef } from './oidcAuthApiRef';
import { SignInPage } from './SignInPage';

const session = {
  token: 'token',
  identity: {
    type: 'user' as const,
    userEntityRef: 'user:default/sam',
    ownershipEntityRefs: ['user:default/sam'],
  },
};

const practice = {
  practice: {
    identity: {
      people: [
        { name: 'Sam Okafor', about: 'Site reliability engineer.' },
        { name: 'Colin Baker' },
      ],
    },
  },
};

function renderSignIn(options: {
  config?: JsonObject;
  getBackstageIdentity: (
    request: AuthRequestOptions,
  ) => Promise<typeof session | undefined>;
}) {
  const onSignInSuccess = jest.fn();
  renderInTestApp(<SignInPage onSignInSuccess={onSignInSuccess} />, {
    config: { app: { title: 'Understudy' }, ...options.config },
    apis: [
      [
        oidcAuthApiRef,
        {
          getBackstageIdentity: (request = {}) =>
            options.getBackstageIdentity(request),
          getProfile: async () => ({ displayName: 'Sam Okafor' }),
        },
      ],
    ],
  });
  return { onSignInSuccess, user: userEvent.setup() };
}

describe('SignInPage', () => {
  it('says who can be chosen when the practice identity is on', async () => {
    renderSignIn({
      config: { understudy: practice },
      getBackstageIdentity: async () => undefined,
    });

    expect(
      await screen.findByText(/Practice identity is on: no password/),
    ).toBeInTheDocument();
    expect(screen.getByText('Sam Okafor')).toBeInTheDocument();
    expect(screen.getByText('Site reliability engineer.')).toBeInTheDocument();
    expect(screen.getByText('Colin Baker')).toBeInTheDocument();
  });

  it('speaks of the identity provider of the organisation otherwise', async () => {
    renderSignIn({ getBackstageIdentity: async () => undefined });

    expect(
      await screen.findByText(/identity provider opens in a new window/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Practice identity/)).not.toBeInTheDocument();
  });

  it('takes up a session that lasts without a click', async () => {
    const { onSignInSuccess } = renderSignIn({
      getBackstageIdentity: async ({ optional }) =>
        optional ? session : undefined,
    });

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(
      screen.queryByRole('button', { name: 'Sign in' }),
    ).not.toBeInTheDocument();
  });

  it('signs in through the popup', async () => {
    const { onSignInSuccess, user } = renderSignIn({
      getBackstageIdentity: async ({ instantPopup }) =>
        instantPopup ? session : undefined,
    });

    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(onSignInSuccess).toHaveBeenCalledTimes(1);
    const [identity] = onSignInSuccess.mock.calls[0];
    expect(await identity.getBackstageIdentity()).toEqual(session.identity);
  });

  it('says why it did not work, and is ready to try again', async () => {
    const { user } = renderSignIn({
      getBackstageIdentity: async ({ instantPopup }) => {
        if (instantPopup) {
          throw new Error('No user in the catalog has this e-mail address');
        }
        return undefined;
      },
    });

    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(
      await screen.findByText('You are not signed in'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('No user in the catalog has this e-mail address'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeEnabled();
  });

  it('keeps quiet when somebody only closes the window', async () => {
    const { user } = renderSignIn({
      getBackstageIdentity: async ({ instantPopup }) => {
        if (instantPopup) {
          throw Object.assign(new Error('Login failed, popup was closed'), {
            name: 'PopupRejectedError',
          });
        }
        return undefined;
      },
    });

    await user.click(await screen.findByRole('button', { name: 'Sign in' }));
    expect(
      await screen.findByRole('button', { name: 'Sign in' }),
    ).toBeEnabled();
    expect(screen.queryByText('You are not signed in')).not.toBeInTheDocument();
  });
});
