import { TestBrowser } from './TestBrowser';

/**
 * Somebody who is signed in.
 *
 * @public
 */
export interface SignedIn {
  /** The browser that holds the session. */
  browser: TestBrowser;
  /** The Backstage token. */
  token: string;
  /** The full reference of the user that the token is for. */
  userEntityRef: string;
  /** What the user owns through, the groups among it. */
  ownershipEntityRefs: string[];
  /** The ID token of the practice identity provider. */
  idToken: string;
}

async function submit(
  browser: TestBrowser,
  page: string,
  form: Record<string, string>,
): Promise<Response> {
  return browser.open(page, {
    method: 'POST',
    headers: { origin: new URL(page).origin },
    body: new URLSearchParams(form),
  });
}

/**
 * Opens the sign-in of a backend as its page does, up to the practice identity provider's question who to be.
 *
 * @public
 */
export async function openChooser(options: {
  backendUrl: string;
  browser: TestBrowser;
  env?: string;
}): Promise<{ page: string; html: string; response: Response }> {
  const { backendUrl, browser, env = 'development' } = options;
  const response = await browser.open(
    `${backendUrl}/api/auth/oidc/start?env=${env}&origin=${encodeURIComponent(
      backendUrl,
    )}`,
  );
  return {
    page: browser.visited[browser.visited.length - 1],
    html: await response.clone().text(),
    response,
  };
}

/**
 * Asks a backend who is signed in, as its page does when it is loaded again.
 *
 * @public
 */
export async function refreshSession(options: {
  backendUrl: string;
  browser: TestBrowser;
  env?: string;
}): Promise<Response> {
  const { backendUrl, browser, env = 'development' } = options;
  return browser.fetch(`${backendUrl}/api/auth/oidc/refresh?env=${env}`, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
}

/**
 * Signs in to a backend by way of the practice identity provider, as a browser does.
 *
 * @public
 */
export async function signInAs(options: {
  /** The base URL of the backend, by which its page is opened. */
  backendUrl: string;
  /** The full reference of the user to sign in as. */
  user: string;
  browser?: TestBrowser;
}): Promise<SignedIn> {
  const { backendUrl, user, browser = new TestBrowser() } = options;
  const { page } = await openChooser({ backendUrl, browser });
  const callback = await submit(browser, page, { person: user });
  const answer = await callback.text();
  if (
    !callback.url.startsWith(backendUrl) ||
    !callback.ok ||
    answer.includes(encodeURIComponent('"error":'))
  ) {
    throw new Error(
      `Signing in as ${user} failed: ${decodeURIComponent(answer)}`,
    );
  }
  const session = await refreshSession({ backendUrl, browser });
  if (!session.ok) {
    throw new Error(
      `Signing in as ${user} left no session: ${await session.text()}`,
    );
  }
  const { backstageIdentity, providerInfo } = await session.json();
  return {
    browser,
    token: backstageIdentity.token,
    userEntityRef: backstageIdentity.identity.userEntityRef,
    ownershipEntityRefs: backstageIdentity.identity.ownershipEntityRefs,
    idToken: providerInfo.idToken,
  };
}
