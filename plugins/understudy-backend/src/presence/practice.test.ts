import { mockCredentials } from '@backstage/backend-test-utils';
import practiceIdentity from '@understudy/plugin-auth-backend-module-practice-identity';
import { TestBrowser } from '@understudy/plugin-auth-backend-module-practice-identity/testUtils';
import { createServer, type AddressInfo } from 'node:net';
import { entities } from '../__testUtils__/entities';
import { startUnderstudy } from '../__testUtils__/startUnderstudy';

jest.setTimeout(60_000);

const HASH = `sha256:${'ab'.repeat(32)}`;
const people = ['sam', 'dana'].map(name => ({
  user: `user:default/${name}`,
  email: `${name}@example.test`,
  name,
}));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => {
    server.close(resolve);
  });
  return port;
}

describe('presence with the practice identity provider', () => {
  let api: string;
  let issuer: string;

  beforeAll(async () => {
    const port = await freePort();
    issuer = `http://127.0.0.1:${port}`;
    const baseUrl = 'http://localhost:7007';
    const { server } = await startUnderstudy({
      entities: [
        ...entities,
        ...people.map(({ name, email }) => ({
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name, namespace: 'default' },
          spec: { profile: { email } },
        })),
      ],
      config: {
        app: { baseUrl },
        backend: { baseUrl, listen: { host: '127.0.0.1', port: 7007 } },
        auth: {
          environment: 'development',
          providers: {
            oidc: {
              development: {
                metadataUrl: `${issuer}/.well-known/openid-configuration`,
                clientId: 'practice',
                clientSecret: 'for this test',
              },
            },
          },
        },
        understudy: { practice: { identity: { port, people } } },
      },
      features: [practiceIdentity],
    });
    const { port: apiPort } = server.address() as AddressInfo;
    api = `http://localhost:${apiPort}/api/understudy/v1`;
  });

  const headers = {
    authorization: mockCredentials.user.header('user:default/sam'),
    'content-type': 'application/json',
  };
  /** Begins in a browser, and gives the page on which somebody chooses who to be. */
  const begin = async (browser: TestBrowser) => {
    const began = await browser.fetch(`${api}/presence`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ planHash: HASH }),
    });
    const { url } = await began.json();
    await browser.open(url);
    return { url, page: browser.visited[browser.visited.length - 1] };
  };
  const choose = (
    browser: TestBrowser,
    page: string,
    form: Record<string, string>,
  ) =>
    browser.open(page, {
      method: 'POST',
      headers: { origin: issuer },
      body: new URLSearchParams(form),
    });
  const proven = async () => {
    const answer = await fetch(`${api}/presence?planHash=${HASH}`, { headers });
    return (await answer.json()).proven;
  };

  it('is proven by who asked, each time anew, and in no other browser', async () => {
    const browser = new TestBrowser();

    const other = await begin(browser);
    expect(other.page).toContain(`${issuer}/choose/`);
    const dana = await choose(browser, other.page, { person: people[1].user });
    expect(dana.status).toBe(403);
    expect(await dana.text()).toContain(
      'You signed in as user:default/dana, and user:default/sam began this.',
    );

    const cancelled = await begin(browser);
    const nobody = await choose(browser, cancelled.page, { cancel: 'yes' });
    expect(await nobody.text()).toContain(
      'the identity provider says access_denied',
    );
    expect(await proven()).toBe(false);

    const mine = await begin(browser);
    const sam = await choose(browser, mine.page, { person: people[0].user });
    expect(sam.status).toBe(200);
    expect(await sam.text()).toContain('You signed in as user:default/sam at ');
    expect(await proven()).toBe(true);

    // Although the provider knows who is there, it asks again.
    const again = await begin(browser);
    expect(again.page).toContain(`${issuer}/choose/`);

    // And what was begun with a stolen token proves nothing in the browser of the person.
    const thief = new TestBrowser();
    const begun = await begin(thief);
    const lured = new TestBrowser();
    await lured.open(begun.url);
    const page = await choose(lured, lured.visited[lured.visited.length - 1], {
      person: people[0].user,
    });
    expect(page.status).toBe(403);
    expect(await page.text()).toContain('was begun in another browser');
  });

  it('comes back to Understudy and to nowhere else', async () => {
    const { url } = await begin(new TestBrowser());
    const elsewhere = new URL(url);
    elsewhere.searchParams.set('redirect_uri', 'http://localhost:7007/steal');

    const refused = await new TestBrowser().open(elsewhere.href);

    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('redirect_uri');
  });
});
