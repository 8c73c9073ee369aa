import { createBackendModule } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import {
  understudyOnCallExtensionPoint,
  type OnCallResolver,
} from '@understudy/plugin-understudy-node';
import {
  goodConfig,
  startUnderstudy,
  type Person,
} from '../__testUtils__/startUnderstudy';

jest.setTimeout(60_000);

const PATH =
  '/v1/on-call?entityRef=component:default/payments&environment=production';

function withRules(...onCall: JsonObject[]): JsonObject {
  return {
    ...goodConfig,
    understudy: { ...goodConfig.understudy, onCall },
  };
}

function moduleWith(...resolvers: OnCallResolver[]) {
  return createBackendModule({
    pluginId: 'understudy',
    moduleId: 'rota',
    register(reg) {
      reg.registerInit({
        deps: { onCall: understudyOnCallExtensionPoint },
        async init({ onCall }) {
          resolvers.forEach(resolver => onCall.addResolver(resolver));
        },
      });
    },
  });
}

describe('GET /v1/on-call', () => {
  it('says who is called, by the first entry of the configuration that fits', async () => {
    const understudy = await startUnderstudy({
      config: withRules(
        { entities: ['component:default/plain'], people: ['colin'] },
        { environments: ['test'], people: ['dana'] },
        { systems: ['system:default/checkout'], people: ['sam', 'priya'] },
        { people: ['dana'] },
      ),
    });

    const { status, body } = await understudy.as('dana', PATH);

    expect(status).toBe(200);
    expect(body).toEqual({
      entityRef: 'component:default/payments',
      environment: 'production',
      people: [
        { userEntityRef: 'user:default/sam', order: 1 },
        { userEntityRef: 'user:default/priya', order: 2 },
      ],
      source: 'the configuration (understudy.onCall)',
      sentence:
        'user:default/sam is on call for component:default/payments in production, as the configuration (understudy.onCall) says.',
    });
    const inTest = await understudy.as(
      'dana',
      PATH.replace('production', 'test'),
    );
    expect(inTest.body.people).toEqual([
      { userEntityRef: 'user:default/dana', order: 1 },
    ]);
  });

  it('says so where nobody is known', async () => {
    const understudy = await startUnderstudy();

    const { body } = await understudy.as('dana', PATH);

    expect(body.people).toEqual([]);
    expect(body.source).toBe(undefined);
    expect(body.sentence).toBe(
      'Nobody is known to be on call for component:default/payments in production. An administrator says who in understudy.onCall.',
    );
  });

  it('asks what modules bring first, passes over who fails or dawdles, and says it on the Health page', async () => {
    const until = new Date('2030-01-01T00:00:00Z');
    const signals: AbortSignal[] = [];
    const understudy = await startUnderstudy({
      config: withRules({ people: ['dana'] }),
      features: [
        moduleWith(
          {
            id: 'broken',
            title: 'The broken rota',
            async resolve() {
              throw new Error('postgres://user:pass@db is gone');
            },
          },
          {
            id: 'slow',
            title: 'The slow rota',
            async resolve({ signal }) {
              signals.push(signal);
              return new Promise(() => {});
            },
          },
          {
            id: 'pager',
            title: 'The pager',
            async resolve({ entityRef, environment }) {
              return {
                people: [
                  'group:default/sre',
                  'User:Default/Sam',
                  'user:default/sam',
                ],
                ...(entityRef.endsWith('payments') &&
                  environment === 'production' && { until }),
              };
            },
          },
        ),
      ],
    });

    const { body } = await understudy.as('dana', PATH);

    expect(body).toMatchObject({
      people: [{ userEntityRef: 'user:default/sam', order: 1 }],
      source: 'The pager',
      until: until.toISOString(),
    });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
    const health = await understudy.as('sam', '/v1/health');
    const check = health.body.checks.find((one: any) => one.id === 'on-call');
    expect(check.status).toBe('attention');
    expect(check.sentence).toMatch(
      /^The broken rota did not say who is on call at [^;]+; The slow rota did not say [^;]+, since it took longer than two seconds\./,
    );
    expect(check.sentence).not.toContain('postgres');
  });

  it('falls back on the configuration where no module knows', async () => {
    const understudy = await startUnderstudy({
      config: withRules({ people: ['priya'] }),
      features: [
        moduleWith({
          id: 'pager',
          title: 'The pager',
          resolve: async () => ({ people: [] }),
        }),
      ],
    });

    const { body } = await understudy.as('dana', PATH);

    expect(body.people).toEqual([
      { userEntityRef: 'user:default/priya', order: 1 },
    ]);
  });

  it('is for who may read, and about what is in the catalog', async () => {
    const understudy = await startUnderstudy();
    const table: Record<string, number> = {};
    for (const person of [
      'dana',
      'sam',
      'priya',
      'colin',
      'stranger',
    ] as Person[]) {
      table[person] = (await understudy.as(person, PATH)).status;
    }
    expect(table).toEqual({
      dana: 200,
      sam: 200,
      priya: 200,
      colin: 200,
      stranger: 403,
    });
    expect((await understudy.asService(PATH)).status).toBe(200);
    expect((await understudy.anonymous(PATH)).status).toBe(401);
    const none = await understudy.as('dana', PATH.replace('payments', 'none'));
    expect(none.body.error.code).toBe('entity-not-found');
    const nowhere = await understudy.as(
      'dana',
      PATH.replace('production', 'prod'),
    );
    expect(nowhere.status).toBe(400);
  });

  it('does not start with a mistake, and says where it is', async () => {
    await expect(
      startUnderstudy({ config: withRules({ people: ['group:default/sre'] }) }),
    ).rejects.toThrow('understudy.onCall[0].people[0] must name a user');
    const twice: OnCallResolver = {
      id: 'pager',
      title: 'The pager',
      resolve: async () => undefined,
    };
    await expect(
      startUnderstudy({ features: [moduleWith(twice, twice)] }),
    ).rejects.toThrow('Two on-call resolvers have the id pager');
  });
});
