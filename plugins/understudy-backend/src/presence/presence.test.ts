import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import request from 'supertest';
import { entities } from '../__testUtils__/entities';
import {
  goodConfig,
  people,
  startUnderstudy,
  type Person,
} from '../__testUtils__/startUnderstudy';
import { FakeProvider, type Misbehaviour } from './__testUtils__/FakeProvider';

jest.setTimeout(120_000);

const databases = createTestDatabases();
const MINUTE = 60_000;

const users: Entity[] = Object.keys(people).map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name,
    namespace: 'default',
    annotations: { 'example.com/subject': `Subject-${name}` },
  },
  spec: { profile: { email: `${name}@example.test` } },
}));

interface World {
  knex: Knex;
  understudy: Awaited<ReturnType<typeof startUnderstudy>>;
}

interface Otherwise {
  presence?: object;
  oidc?: object;
  app?: object;
  also?: Entity[];
}

describe('presence', () => {
  let provider: FakeProvider;
  let knex: Knex;
  let understudy: World['understudy'];
  let usual: World | undefined;
  let hash: string;
  let otherHash: string;

  const startWorld = async (options: Otherwise): Promise<World> => {
    const database = await databases.init('SQLITE_3');
    const started = await startUnderstudy({
      entities: [...entities, ...users, ...(options.also ?? [])],
      config: {
        ...goodConfig,
        ...options.app,
        auth: {
          environment: 'development',
          providers: {
            oidc: {
              development: {
                metadataUrl: provider.metadataUrl,
                clientId: provider.clientId,
                clientSecret: provider.clientSecret,
                ...options.oidc,
              },
            },
          },
        },
        understudy: {
          ...goodConfig.understudy,
          ...(options.presence && { presence: { oidc: options.presence } }),
        },
      } as any,
      features: [
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => mockServices.database({ knex: database }),
        }),
      ],
    });
    return { knex: database, understudy: started };
  };
  /** One that is otherwise, or the usual one, which the tests share. */
  const start = async (otherwise?: Otherwise) => {
    usual ??= await startWorld({});
    const world = otherwise ? await startWorld(otherwise) : usual;
    ({ knex, understudy } = world);
    await knex('presence_proofs').delete();
    await knex('presence_challenges').delete();
  };
  const authorization = (person: Person, actor?: string) =>
    `Bearer ${mockCredentials.user.token(
      `user:default/${person}`,
      actor ? { actor: { subject: actor } } : undefined,
    )}`;
  const begin = (person: Person, planHash = hash, actor?: string) =>
    request(understudy.server)
      .post('/api/understudy/v1/presence')
      .set('Authorization', authorization(person, actor))
      .send({ planHash });
  const presenceOf = async (person: Person, planHash = hash) =>
    (await understudy.as(person, `/v1/presence?planHash=${planHash}`)).body;
  /** The browser comes back from the provider. */
  const comeBack = (back: URL, cookie?: string) => {
    const test = request(understudy.server).get(
      `${back.pathname}${back.search}`,
    );
    return cookie ? test.set('Cookie', cookie) : test;
  };
  const prove = async (person: Person, planHash = hash) => {
    const { body } = await begin(person, planHash);
    return comeBack(await provider.signIn(body.url));
  };
  const entriesOf = async (action: string) =>
    (await knex('ledger_entries').orderBy('id'))
      .map(row => JSON.parse(row.body))
      .filter(
        entry => entry.action === action && `sha256:${entry.planHash}` === hash,
      );

  beforeAll(async () => {
    provider = await FakeProvider.start();
  });

  beforeEach(async () => {
    [hash, otherHash] = [0, 1].map(
      () => `sha256:${randomBytes(32).toString('hex')}`,
    );
    provider.email = 'sam@example.test';
    provider.misbehaviour = {};
  });

  afterAll(async () => {
    await provider.stop();
  });

  it('is proven by signing in again, for exactly one plan and person, and stands in the ledger', async () => {
    await start();
    expect(await presenceOf('sam')).toEqual({
      planHash: hash,
      possible: true,
      proven: false,
      sentence: expect.stringContaining('Sign in again to prove it.'),
    });

    const { status, body } = await begin('sam');
    expect(status).toBe(201);
    const page = await comeBack(await provider.signIn(body.url));

    expect(page.status).toBe(200);
    expect(page.text).toContain('You signed in as user:default/sam at ');
    expect(page.text).toContain(hash);
    expect(page.text).toContain('this window can be closed');
    expect(page.text).not.toMatch(/<script|<img|<link|https?:/);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'$/,
      ),
    });
    expect(Object.fromEntries(provider.asked)).toMatchObject({
      client_id: 'understudy',
      response_type: 'code',
      prompt: 'login',
      max_age: '0',
      code_challenge_method: 'S256',
      redirect_uri: expect.stringMatching(
        /\/api\/understudy\/v1\/presence\/callback$/,
      ),
    });
    const proven = await presenceOf('sam');
    expect(proven).toMatchObject({ proven: true, method: 'sign-in' });
    expect(Date.parse(proven.until) - Date.parse(proven.at)).toBe(5 * MINUTE);
    expect((await presenceOf('sam', otherHash)).proven).toBe(false);
    expect((await presenceOf('priya')).proven).toBe(false);
    expect(await entriesOf('presence:prove')).toMatchObject([
      {
        actor: { type: 'user', id: 'user:default/sam' },
        operationType: 'sign_in',
        outcome: 'success',
        planHash: hash.slice(7),
        contextTags: { method: 'sign-in', issuer: provider.issuer },
      },
    ]);
  });

  it('is over after five minutes', async () => {
    await start();
    await prove('sam');
    const { at } = await presenceOf('sam');

    const moved = jest.spyOn(Date, 'now');
    try {
      moved.mockReturnValue(Date.parse(at) + 5 * MINUTE);
      expect((await presenceOf('sam')).proven).toBe(true);
      moved.mockReturnValue(Date.parse(at) + 5 * MINUTE + 1);
      expect((await presenceOf('sam')).proven).toBe(false);
    } finally {
      moved.mockRestore();
    }
  });

  it('is not proven by a row that somebody wrote into the database', async () => {
    await start();
    await prove('sam');
    const [row] = await knex('presence_proofs');

    await knex('presence_proofs').insert({
      ...row,
      id: '019ab9c0-0000-7000-8000-00000000dead',
      user_entity_ref: 'user:default/priya',
    });
    await knex('presence_proofs')
      .where({ id: row.id })
      .update({ plan_hash: otherHash });

    expect((await presenceOf('priya')).proven).toBe(false);
    expect((await presenceOf('sam', otherHash)).proven).toBe(false);
    await knex('presence_proofs')
      .where({ id: row.id })
      .update({ plan_hash: hash, at: Number(row.at) + 1_000 });
    expect((await presenceOf('sam')).proven).toBe(false);
    await knex('presence_proofs').where({ id: row.id }).update({ at: row.at });
    expect((await presenceOf('sam')).proven).toBe(true);
  });

  it('is not proven twice by one sign-in, nor by fifty replays of it at once', async () => {
    await start();
    const { body } = await begin('sam');
    const back = await provider.signIn(body.url);

    const answers = await Promise.all(
      Array.from({ length: 50 }, () => comeBack(back)),
    );

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 404)).toHaveLength(49);
    expect(await entriesOf('presence:prove')).toHaveLength(1);
    expect((await comeBack(back)).text).toContain(
      'This sign-in is over, was used already, or was never begun here.',
    );
  });

  it('is not proven for the plan of one sign-in by the code of another', async () => {
    await start();
    const mine = await begin('sam');
    const theirs = await begin('sam', otherHash);
    const myWay = await provider.signIn(mine.body.url);
    const theirWay = await provider.signIn(theirs.body.url);

    myWay.searchParams.set('code', theirWay.searchParams.get('code')!);
    const page = await comeBack(myWay);

    expect(page.status).toBe(403);
    expect(page.text).toContain('does not accept this sign-in any more');
    expect((await presenceOf('sam')).proven).toBe(false);
  });

  it('is proven only by who asked', async () => {
    await start();
    const { body } = await begin('sam');
    provider.email = 'dana@example.test';

    const page = await comeBack(await provider.signIn(body.url));

    expect(page.status).toBe(403);
    expect(page.text).toContain(
      'You signed in as user:default/dana, and user:default/sam began this.',
    );
    expect((await presenceOf('sam')).proven).toBe(false);
    expect((await presenceOf('dana')).proven).toBe(false);
    expect(await entriesOf('presence:refuse')).toMatchObject([
      { actor: { id: 'user:default/sam' }, outcome: 'denied' },
    ]);
  });

  const seconds = () => Math.floor(Date.now() / 1_000);
  it.each<[string, Misbehaviour, string]>([
    [
      'another nonce',
      { claims: claims => ({ ...claims, nonce: 'another' }) },
      'does not hold',
    ],
    [
      'another audience',
      { claims: claims => ({ ...claims, aud: 'somebody-else' }) },
      'does not hold',
    ],
    [
      'another issuer',
      { claims: claims => ({ ...claims, iss: 'https://evil.example' }) },
      'does not hold',
    ],
    [
      'a token that is over',
      { claims: claims => ({ ...claims, exp: seconds() - 120 }) },
      'does not hold',
    ],
    ['a forged signature', { forged: true }, 'does not hold'],
    ['no signature', { algorithm: 'none' }, 'does not hold'],
    ['a signature by the secret', { algorithm: 'HS256' }, 'does not hold'],
    [
      'a sign-in of before',
      { claims: claims => ({ ...claims, auth_time: seconds() - 200 }) },
      'did not have you sign in again',
    ],
    [
      'a sign-in of tomorrow',
      { claims: claims => ({ ...claims, auth_time: seconds() + 86_400 }) },
      'is ahead by more than a minute',
    ],
    [
      'no word of when',
      { claims: ({ auth_time: _, ...claims }) => claims },
      'does not say when you signed in (auth_time)',
    ],
    [
      'an address that is not verified',
      { claims: claims => ({ ...claims, email_verified: false }) },
      'e-mail address is verified',
    ],
    [
      'nobody whom the catalog knows',
      { claims: claims => ({ ...claims, email: 'eve@example.test' }) },
      'The catalog has no user whose spec.profile.email',
    ],
    [
      'no claim',
      { claims: ({ email: _, ...claims }) => claims },
      'its claim email is missing',
    ],
  ])('is not proven by %s', async (_, misbehaviour, sentence) => {
    await start();
    const { body } = await begin('sam');
    provider.misbehaviour = misbehaviour;

    const page = await comeBack(await provider.signIn(body.url));

    expect(page.status).toBe(403);
    expect(page.text).toContain(sentence);
    expect((await presenceOf('sam')).proven).toBe(false);
    expect(await entriesOf('presence:refuse')).toHaveLength(1);
  });

  it('is not proven where two users have the same address', async () => {
    await start({
      also: [{ ...users[1], metadata: { ...users[1].metadata, name: 'twin' } }],
    });

    const page = await prove('sam');

    expect(page.status).toBe(403);
    expect(page.text).toContain('The catalog has 2 users with the same');
  });

  it('is not proven by what was begun more than ten minutes ago', async () => {
    await start();
    const { body } = await begin('sam');
    const back = await provider.signIn(body.url);
    await knex('presence_challenges').update({ expires_at: Date.now() });

    expect((await comeBack(back)).status).toBe(404);
    expect(await knex('presence_challenges')).toEqual([]);
  });

  it('has ten sign-ins open at most, the newest', async () => {
    await start();
    const first = await begin('sam');
    const firstBack = await provider.signIn(first.body.url);
    for (let more = 0; more < 10; more += 1) {
      await begin('sam');
    }
    const other = await begin('priya');
    provider.email = 'priya@example.test';

    expect((await comeBack(firstBack)).status).toBe(404);
    expect(
      await knex('presence_challenges').where({
        user_entity_ref: 'user:default/sam',
      }),
    ).toHaveLength(10);
    const page = await comeBack(await provider.signIn(other.body.url));
    expect(page.status).toBe(200);
  });

  it('keeps nothing in the database that gives a sign-in away', async () => {
    await start();
    const { body } = await begin('sam');

    const state = new URL(body.url).searchParams.get('state')!;
    const stored = JSON.stringify(await knex('presence_challenges'));
    expect(stored).not.toContain(state);
  });

  it('is not proven when the person goes back, or by a made-up state', async () => {
    await start();
    const { body } = await begin('sam');
    const back = await provider.signIn(body.url);
    back.searchParams.delete('code');
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', '<b>do this</b>');

    const cancelled = await comeBack(back);
    expect(cancelled.status).toBe(403);
    expect(cancelled.text).toContain(
      'the identity provider says access_denied',
    );
    expect(cancelled.text).not.toContain('do this');

    const path = '/api/understudy/v1/presence/callback';
    for (const query of ['', '?state=', '?state=x&code=y', '?code=y']) {
      const page = await request(understudy.server).get(`${path}${query}`);
      expect([400, 404]).toContain(page.status);
      expect(page.text).toContain('Nothing was proven');
    }
    const twice = await request(understudy.server).get(
      `${path}?state=a&state=b`,
    );
    expect(twice.status).toBe(400);
  });

  it('is used up by nobody who only looks', async () => {
    await start();
    const { body } = await begin('sam');
    const back = await provider.signIn(body.url);

    const looked = await request(understudy.server).head(
      `${back.pathname}${back.search}`,
    );

    expect(looked.status).toBe(400);
    expect((await comeBack(back)).status).toBe(200);
  });

  it('is proven only in the browser that began it, where app and backend are one', async () => {
    const baseUrl = 'http://localhost:7007';
    await start({ app: { app: { baseUrl }, backend: { baseUrl } } });
    const began = await begin('sam');
    const [setCookie] = began.get('Set-Cookie') ?? [];
    expect(setCookie).toMatch(
      /^understudy-presence=[\w-]{43}; Path=\/api\/understudy\/v1\/presence; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
    const back = await provider.signIn(began.body.url);

    const stolen = await comeBack(back);
    expect(stolen.status).toBe(403);
    expect(stolen.text).toContain('was begun in another browser');
    const strange = await comeBack(
      back,
      `understudy-presence=${'A'.repeat(43)}`,
    );
    expect(strange.status).toBe(403);

    const mine = await comeBack(back, setCookie.split(';')[0]);
    expect(mine.status).toBe(200);
  });

  it('knows people by another claim, where the provider tells of people', async () => {
    await start({
      presence: {
        metadataUrl: provider.metadataUrl,
        clientId: provider.clientId,
        clientSecret: provider.clientSecret,
        userClaim: 'employee',
        userField: 'metadata.annotations.example.com/subject',
      },
    });
    provider.misbehaviour = { userInfo: { employee: 'Subject-sam' } };
    expect((await prove('sam')).status).toBe(200);

    provider.misbehaviour = { userInfo: { employee: 'subject-sam' } };
    expect((await prove('sam')).text).toContain('The catalog has no user');
    provider.misbehaviour = {
      userInfo: { employee: 'Subject-sam', sub: 'somebody-else' },
    };
    expect((await prove('sam')).text).toContain('does not hold');
  });

  it('is for people who may read, and for nothing that acts for one', async () => {
    await start();
    const table: Record<string, number[]> = {};
    for (const person of Object.keys(people) as Person[]) {
      const seen = await understudy.as(person, `/v1/presence?planHash=${hash}`);
      table[person] = [seen.status, (await begin(person)).status];
    }
    expect(table).toEqual({
      dana: [200, 201],
      sam: [200, 201],
      priya: [200, 201],
      colin: [200, 201],
      stranger: [403, 403],
    });
    const borrowed = await begin('sam', hash, 'plugin:mcp-actions');
    expect(borrowed.status).toBe(403);
    expect(borrowed.body.error.code).toBe('people-only');
    const service = await request(understudy.server)
      .post('/api/understudy/v1/presence')
      .set('Authorization', mockCredentials.service.header())
      .send({ planHash: hash });
    expect(service.status).toBe(403);
    for (const path of [
      `/v1/presence?planHash=${hash}`,
      '/v1/presence/callbacks',
      '/v1/health',
    ]) {
      expect((await understudy.anonymous(path)).status).toBe(401);
    }
    const wrong = await begin('sam', 'sha256:short');
    expect(wrong.status).toBe(400);
  });

  it('proves nothing while nothing can be recorded', async () => {
    await start();
    const { body } = await begin('sam');
    const back = await provider.signIn(body.url);
    await knex.schema.renameTable('ledger_staged', 'ledger_gone');

    expect((await comeBack(back)).status).toBeGreaterThanOrEqual(500);

    expect(await knex('presence_proofs')).toEqual([]);
    await knex.schema.renameTable('ledger_gone', 'ledger_staged');
  });

  it('fetches nothing from where http does not belong', async () => {
    provider.misbehaviour = {
      metadata: metadata => ({ ...metadata, jwks_uri: 'http://10.0.0.1/keys' }),
    };
    await start({});
    const { body } = await begin('sam');

    // The keys are fetched only when a signature is looked at.
    const page = await comeBack(await provider.signIn(body.url));

    expect(page.status).toBe(503);
    expect((await presenceOf('sam')).proven).toBe(false);
  });

  it('says that the provider does not answer, and asks it again', async () => {
    await start({});
    provider.misbehaviour = { metadata: () => ({ issuer: 'none' }) };
    const gone = await begin('sam');
    expect(gone.status).toBe(503);
    expect(gone.body.error.message).toContain(
      'The identity provider does not answer as it should',
    );

    provider.misbehaviour = {};
    expect((await prove('sam')).status).toBe(200);
  });

  it('cannot be proven without a provider, and says which setting is missing', async () => {
    await start({ oidc: { metadataUrl: undefined } });

    const { possible, sentence } = await presenceOf('sam');
    const { status, body } = await begin('sam');

    expect(possible).toBe(false);
    expect(sentence).toBe(
      'Nobody can prove to be there: people do not sign in through OpenID Connect here. An administrator sets auth.providers.oidc.development or understudy.presence.oidc.',
    );
    expect(status).toBe(409);
    expect(body.error.code).toBe('presence-impossible');
    const back = new URL(
      'http://localhost/api/understudy/v1/presence/callback?state=x&code=y',
    );
    expect((await comeBack(back)).status).toBe(503);
    const health = await understudy.as('sam', '/v1/health');
    expect(
      health.body.checks.find((one: any) => one.id === 'presence'),
    ).toMatchObject({ status: 'attention' });
  });
});
