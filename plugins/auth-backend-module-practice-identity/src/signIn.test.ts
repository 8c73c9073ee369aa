import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { get, type IncomingMessage } from 'node:http';
import {
  people,
  practiceWorld,
  startBackend,
  type PracticeWorld,
} from './__testUtils__/practice';
import {
  openChooser,
  refreshSession,
  signInAs,
  TestBrowser,
} from './testUtils';

describe('signing in by way of the practice identity', () => {
  let world: PracticeWorld;
  let backend: Awaited<ReturnType<typeof startBackend>>;

  beforeAll(async () => {
    world = await practiceWorld();
    backend = await startBackend(world);
  });

  afterAll(async () => {
    await backend?.stop();
  });

  async function choose(
    browser: TestBrowser,
    page: string,
    init: { form?: Record<string, string>; origin?: string },
  ) {
    return browser.open(page, {
      method: 'POST',
      headers: { origin: init.origin ?? world.issuer },
      body: new URLSearchParams(init.form ?? { person: people[0].user }),
    });
  }

  it.each(people)(
    'signs $name in with one click and tells Backstage the groups',
    async ({ user, group }) => {
      // When
      const { backendUrl } = world;
      const signedIn = await signInAs({ backendUrl, user });

      // Then the Backstage token is for that person and names the groups
      const keys = await fetch(`${backendUrl}/api/auth/.well-known/jwks.json`);
      const { payload } = await jwtVerify(
        signedIn.token,
        createLocalJWKSet(await keys.json()),
      );
      expect(payload.sub).toBe(user);
      expect(signedIn.userEntityRef).toBe(user);
      expect(signedIn.ownershipEntityRefs).toEqual([user, group]);
      const info = await fetch(`${backendUrl}/api/auth/v1/userinfo`, {
        headers: { authorization: `Bearer ${signedIn.token}` },
      });
      await expect(info.json()).resolves.toMatchObject({
        claims: { sub: user, ent: [user, group] },
      });

      // And the ID token says when the person chose
      expect(decodeJwt(signedIn.idToken)).toMatchObject({
        iss: world.issuer,
        sub: user,
        auth_time: expect.any(Number),
      });
    },
  );

  it('asks with PKCE, shows every person, and asks again although somebody is signed in', async () => {
    // Given
    const { backendUrl } = world;
    const { browser } = await signInAs({ backendUrl, user: people[0].user });

    // When
    const { html, response } = await openChooser({ backendUrl, browser });

    // Then
    const authorize = new URL(
      browser.visited.findLast(url => url.startsWith(`${world.issuer}/auth?`))!,
    );
    expect(authorize.searchParams.get('code_challenge_method')).toBe('S256');
    expect(authorize.searchParams.get('prompt')).toBe('login');
    for (const { user, name } of people) {
      expect(html).toContain(`name="person" value="${user}"`);
      expect(html).toContain(name);
    }
    expect(html).toContain('Works in &lt;sre&gt; &amp; elsewhere');
    expect(html).not.toMatch(/<script|<img|<link|https?:/);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' http:\/\/localhost:\d+; base-uri 'none'; frame-ancestors 'none'$/,
    );

    // And choosing somebody else makes the session theirs
    const { userEntityRef } = await signInAs({
      backendUrl,
      browser,
      user: people[4].user,
    });
    expect(userEntityRef).toBe(people[4].user);
  });

  it('does without PKCE for nobody', async () => {
    const authorize = new URL(`${world.issuer}/auth`);
    authorize.search = new URLSearchParams({
      client_id: 'test',
      response_type: 'code',
      scope: 'openid',
      redirect_uri: `${world.backendUrl}/api/auth/oidc/handler/frame`,
    }).toString();

    const browser = new TestBrowser();
    const response = await browser.fetch(authorize.href);

    const location = new URL(response.headers.get('location')!);
    expect(location.searchParams.get('error')).toBe('invalid_request');
    expect(location.searchParams.get('error_description')).toMatch(/PKCE/);
  });

  it('ends the session on signing out, at the provider too', async () => {
    // Given
    const { backendUrl } = world;
    const { browser } = await signInAs({ backendUrl, user: people[1].user });
    const thief = browser.copy();
    await expect(
      refreshSession({ backendUrl, browser: thief }),
    ).resolves.toHaveProperty('status', 200);

    // When
    const out = await browser.fetch(
      `${backendUrl}/api/auth/oidc/logout?env=development`,
      { method: 'POST', headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );

    // Then
    expect(out.status).toBe(200);
    for (const old of [browser, thief]) {
      await expect(
        refreshSession({ backendUrl, browser: old }),
      ).resolves.toHaveProperty('status', 401);
    }
  });

  it('goes back to the application when nobody is chosen', async () => {
    const { backendUrl } = world;
    const browser = new TestBrowser();
    const { page } = await openChooser({ backendUrl, browser });

    const callback = await choose(browser, page, { form: { cancel: 'yes' } });

    expect(callback.url).toContain('/api/auth/oidc/handler/frame');
    expect(decodeURIComponent(await callback.text())).toContain(
      'Nobody was chosen to sign in as.',
    );
    await expect(
      refreshSession({ backendUrl, browser }),
    ).resolves.toHaveProperty('status', 401);
  });

  it('refuses a choice that does not come from its own page', async () => {
    const browser = new TestBrowser();
    const { page } = await openChooser({ ...world, browser });
    const big = { person: 'x'.repeat(4096) };

    const foreign = await choose(browser, page, { origin: world.backendUrl });
    expect(foreign.status).toBe(403);
    const unknown = await choose(browser, page, {
      form: { person: 'user:default/mallory' },
    });
    expect(unknown.status).toBe(400);
    const tooBig = await choose(browser, page, { form: big });
    expect(tooBig.status).toBe(413);
    const put = await browser.fetch(page, { method: 'PUT' });
    expect(put.status).toBe(405);

    // And the page belongs to the browser that opened it
    const other = new TestBrowser();
    await expect(other.fetch(page)).resolves.toHaveProperty('status', 400);
    const stolen = await choose(other, page, {});
    expect(stolen.status).toBe(400);
    await expect(stolen.text()).resolves.toContain(
      'This sign-in is over or was begun in another browser.',
    );

    // While the browser that opened it can still use it
    await expect(choose(browser, page, {})).resolves.toHaveProperty(
      'status',
      200,
    );
  });

  it('is no issuer for anyone else', async () => {
    const { port } = new URL(world.issuer);
    const metadata = '/.well-known/openid-configuration';

    // A name that somebody else let point here, as in DNS rebinding
    const foreign = await new Promise<IncomingMessage>((resolve, reject) => {
      const headers = { host: `practice.attacker.example:${port}` };
      get({ host: '127.0.0.1', port, path: metadata, headers }, resolve).on(
        'error',
        reject,
      );
    });
    expect(foreign.statusCode).toBe(421);
    foreign.resume();

    // Another address, even of this machine
    await expect(
      fetch(`http://127.0.0.2:${port}${metadata}`, {
        signal: AbortSignal.timeout(5000),
      }),
    ).rejects.toThrow();

    // Its own
    const own = await fetch(`${world.issuer}${metadata}`);
    await expect(own.json()).resolves.toMatchObject({ issuer: world.issuer });
  });

  it('slows down whoever chooses more often than a person can', async () => {
    const answers: Array<{ status: number; retryAfter: string | null }> = [];
    for (let i = 0; i < 130; i += 1) {
      const response = await fetch(`${world.issuer}/choose/none`, {
        method: 'POST',
        headers: { origin: world.issuer },
        body: new URLSearchParams({ person: people[0].user }),
      });
      await response.text();
      const retryAfter = response.headers.get('retry-after');
      answers.push({ status: response.status, retryAfter });
    }
    expect(answers[0]).toEqual({ status: 400, retryAfter: null });
    expect(answers).toContainEqual({ status: 429, retryAfter: '60' });
  });
});
