import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  coreServices,
  createBackendPlugin,
  type AuthService,
} from '@backstage/backend-plugin-api';
import { defaultGuardrails } from '@understudy/plugin-understudy-common';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import type { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import request from 'supertest';
import { startWithValves, type Asked } from '../__testUtils__/startWithValves';
import { goodConfig } from '../__testUtils__/startUnderstudy';
import { FakeProvider } from '../presence/__testUtils__/FakeProvider';
import { UserTokens } from './__testUtils__/UserTokens';

jest.setTimeout(180_000);

const databases = createTestDatabases();
const reason = 'Because the tests want it so';

// Nothing of Backstage's authentication is mocked here: users' tokens are
// signed and their key is fetched, plugins have keys of their own, the static
// token stands in the configuration, and the cookie is the one that Backstage
// gives out.
describe('what only people do', () => {
  let world: Awaited<ReturnType<typeof startWithValves>>;
  let provider: FakeProvider;
  let tokens: UserTokens;
  let knex: Knex;
  const others = new Map<string, AuthService>();
  const secret = randomBytes(24).toString('base64url');

  const other = (pluginId: string) =>
    createBackendPlugin({
      pluginId,
      register(env) {
        env.registerInit({
          deps: { auth: coreServices.auth, http: coreServices.httpRouter },
          async init({ auth }) {
            others.set(pluginId, auth);
          },
        });
      },
    });

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    provider = await FakeProvider.start();
    tokens = await UserTokens.create();
    world = await startWithValves({
      knex,
      database: async () => databases.init('SQLITE_3'),
      authorization: async person => `Bearer ${await tokens.of(person)}`,
      config: {
        backend: {
          auth: {
            externalAccess: [
              { type: 'static', options: { token: secret, subject: 'ci' } },
            ],
          },
        },
        auth: {
          environment: 'development',
          providers: {
            oidc: {
              development: {
                metadataUrl: provider.metadataUrl,
                clientId: provider.clientId,
                clientSecret: provider.clientSecret,
              },
            },
          },
        },
        permission: goodConfig.permission,
      },
      features: [
        authServiceFactory,
        httpAuthServiceFactory,
        tokens.plugin(),
        other('mcp-actions'),
        other('scaffolder'),
      ],
    });
  });

  afterAll(() => provider?.stop());

  /** What another plugin sends when it calls for somebody, or for itself. */
  async function pluginToken(pluginId: string, person?: string) {
    const auth = others.get(pluginId)!;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: person
        ? await auth.authenticate(await tokens.of(person))
        : await auth.getOwnServiceCredentials(),
      targetPluginId: 'understudy',
    });
    return token;
  }

  /** The cookie with which browsers load images and the like. */
  async function cookieOf(person: string): Promise<string> {
    const answer = await request(world.server)
      .get('/api/understudy/.backstage/auth/v1/cookie')
      .set('Authorization', `Bearer ${await tokens.of(person)}`);
    return (answer.get('Set-Cookie') ?? [])[0].split(';')[0];
  }

  /** Everything that is not a person, with what it is answered. */
  async function notPeople(
    person: string,
  ): Promise<Array<[string, number, Record<string, string>]>> {
    const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
    const cookie = await cookieOf(person);
    return [
      ['a service', 403, bearer(await pluginToken('mcp-actions'))],
      ['a static token', 403, bearer(secret)],
      [
        'an MCP client for a person',
        403,
        bearer(await pluginToken('mcp-actions', person)),
      ],
      [
        'a scaffolder task for a person',
        403,
        bearer(await pluginToken('scaffolder', person)),
      ],
      [
        'a session that is over',
        401,
        bearer(await tokens.of(person, { expired: true })),
      ],
      [
        'a token that somebody else signed',
        401,
        bearer(await tokens.of(person, { forged: true })),
      ],
      ['nobody', 401, {}],
      ['a cookie', 401, { Cookie: cookie }],
      [
        'a cookie used as a token',
        401,
        bearer(cookie.slice(cookie.indexOf('=') + 1)),
      ],
      [
        'a name in a header',
        401,
        { 'X-Forwarded-User': `user:default/${person}` },
      ],
    ];
  }

  /** Signs in again for exactly this plan, at the provider. */
  async function bePresent(person: string, planHash: string) {
    provider.email = `${person}@example.test`;
    const { url } = await world.must(person, {
      method: 'post',
      path: '/presence',
      body: { planHash },
    });
    const back = await provider.signIn(url);
    const page = await request(world.server).get(
      `${back.pathname}${back.search}`,
    );
    expect(page.status).toBe(200);
  }

  const voteOn = (
    { plan }: { plan: { id: string; planHash: string } },
    decision: string,
  ): Asked => ({
    method: 'post',
    path: `/plans/${plan.id}/approvals`,
    body: {
      planHash: plan.planHash,
      decision,
      ...(decision === 'deny' && { comment: 'Not during the sale' }),
    },
  });
  const levelUp: Asked = {
    method: 'put',
    path: '/levels',
    body: {
      entityRef: 'component:default/payments',
      environment: 'development',
      level: 'L4_AUTO',
      reason,
    },
  };

  /** Each act: who may do it, what it leaves in the ledger, and how it is asked for. */
  const acts: Array<
    [
      what: string,
      person: string,
      action: string,
      prepare: () => Promise<Asked>,
    ]
  > = [
    [
      'approving',
      'approver',
      'plan:approve',
      async () => voteOn(await world.plan(), 'approve'),
    ],
    [
      'denying',
      'approver',
      'plan:deny',
      async () => voteOn(await world.plan(), 'deny'),
    ],
    [
      'withdrawing an approval',
      'approver',
      'plan:withdraw',
      async () => {
        const made = await world.plan();
        await world.must('approver', voteOn(made, 'approve'));
        return voteOn(made, 'withdraw');
      },
    ],
    [
      'proving to be there',
      'approver',
      'presence:prove',
      async () => ({
        method: 'post',
        path: '/presence',
        body: { planHash: (await world.plan()).plan.planHash },
      }),
    ],
    [
      'breaking the glass',
      'sre',
      'plan:break-glass',
      async () => {
        const { plan } = await world.plan({
          cluster: 'production',
          replicas: 4,
        });
        await bePresent('sre', plan.planHash);
        const { requested_at: asked } = await knex('plans')
          .where({ id: plan.id })
          .first('requested_at');
        await knex('plans')
          .where({ id: plan.id })
          .update({ requested_at: Number(asked) - 6 * 60_000 });
        return {
          method: 'post',
          path: `/plans/${plan.id}/break-glass`,
          body: {
            planHash: plan.planHash,
            reason: 'Customers cannot pay and nobody answers',
            target: 'payments',
          },
        };
      },
    ],
    [
      'activating guardrails',
      'policy-admin',
      'guardrails:activate',
      async () => {
        const { version } = await world.must('keeper', {
          method: 'post',
          path: '/guardrails/versions',
          body: {
            data: {
              ...defaultGuardrails,
              limits: [
                ...defaultGuardrails.limits,
                { environment: 'test', maxTargets: 7 },
              ],
            },
            reason,
            basedOn: 1,
          },
        });
        const activate: Asked = {
          method: 'post',
          path: `/guardrails/versions/${version.version}/activate`,
          body: { digest: version.digest, reason },
        };
        await world.must('keeper', activate);
        return activate;
      },
    ],
    [
      'asking for a higher level',
      'sre',
      'takeover:request',
      async () => levelUp,
    ],
    [
      'letting a level go up',
      'sre',
      'takeover:approve',
      async () => {
        const levels = await world.must('keeper', levelUp);
        return {
          method: 'post',
          path: `/levels/changes/${
            levels.waiting.find(
              ({ by }: { by: string }) => by === 'user:default/keeper',
            ).id
          }/votes`,
          body: { decision: 'approve' },
        };
      },
    ],
  ];

  it.each(acts)(
    '%s: a person does it, and nothing that has the name of one',
    async (_what, person, action, prepare) => {
      const asked = await prepare();
      const count = async () =>
        (await world.actions()).filter(one => one === action).length;
      const before = await count();

      for (const [who, status, headers] of await notPeople(person)) {
        const answer = await world.send(undefined, { ...asked, headers });
        expect([who, answer.status, answer.body.error?.name]).toEqual([
          who,
          status,
          status === 403 ? 'NotAllowedError' : 'AuthenticationError',
        ]);
      }
      expect(await count()).toBe(before);

      const done = await world.as(person, asked);
      expect([done.status < 300, done.body.error]).toEqual([true, undefined]);
      // Who begins to prove something has not proven it yet.
      const left = action === 'presence:prove' ? 0 : 1;
      expect(await count()).toBe(before + left);
    },
  );

  it('services, and what acts for people, still read', async () => {
    const { plan } = await world.plan();
    for (const token of [
      secret,
      await pluginToken('mcp-actions'),
      await pluginToken('mcp-actions', 'viewer'),
    ]) {
      const read = await world.send(`Bearer ${token}`, {
        method: 'get',
        path: `/plans/${plan.id}`,
      });
      expect(read.status).toBe(200);
      expect(
        Object.entries(read.body.actions)
          .filter(([, right]) => (right as { allowed: boolean }).allowed)
          .map(([name]) => name)
          .filter(name => name !== 'ask'),
      ).toEqual([]);
    }
  });
});

describe('what software is offered', () => {
  const plugins = resolve(__dirname, '../../..');
  const packages = readdirSync(plugins).filter(name => {
    const file = resolve(plugins, name, 'package.json');
    return (
      existsSync(file) &&
      /^backend-plugin/.test(
        JSON.parse(readFileSync(file, 'utf8')).backstage?.role,
      )
    );
  });

  it('has no action of ours: neither for MCP clients, nor in templates', () => {
    const registries = [
      actionsRegistryServiceRef.id,
      scaffolderActionsExtensionPoint.id,
    ];
    const used = Object.fromEntries(
      packages.map(name => {
        const feature = jest.requireActual(
          resolve(plugins, name, 'src/index.ts'),
        ).default;
        const registrations: Array<{
          init: { deps: Record<string, { id: string }> };
        }> = feature.getRegistrations();
        return [
          name,
          registrations
            .flatMap(({ init }) => Object.values(init.deps))
            .map(({ id }) => id)
            .filter(id => registries.includes(id)),
        ];
      }),
    );

    // Whoever adds one writes here what it is, and why it decides nothing.
    expect(used).toEqual({
      'auth-backend-module-practice-identity': [],
      'permission-backend-module-understudy': [],
      'techdocs-backend-module-node-generator': [],
      'understudy-backend': [],
      'understudy-backend-module-kubernetes': [],
    });
  });
});
