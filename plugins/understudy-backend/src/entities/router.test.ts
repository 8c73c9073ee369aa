import { mockCredentials } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  people,
  startUnderstudy,
  type Person,
} from '../__testUtils__/startUnderstudy';

const PAYMENTS = '/v1/entities/component/default/payments/operations';

describe('GET /v1/entities/:kind/:namespace/:name/operations', () => {
  it('says where an entity runs, under which rules, and who owns it', async () => {
    const understudy = await startUnderstudy();
    const { status, body } = await understudy.as('dana', PAYMENTS);
    expect(status).toBe(200);
    expect(body).toEqual({
      entityRef: 'component:default/payments',
      title: 'payments',
      owners: ['group:default/team-checkout'],
      youOwnIt: true,
      systemType: { value: 'developed', source: 'annotation' },
      environments: [
        {
          name: 'development',
          clusters: ['development'],
          cap: 'L5_FULLY_AUTONOMOUS',
          rules:
            'Software may act by itself as far as the takeover level lets it.',
        },
        {
          name: 'production',
          clusters: ['production'],
          cap: 'L2_SUGGESTION',
          rules: 'Every write needs a person who confirms it, and approval.',
        },
      ],
      clusters: [
        {
          name: 'development',
          namespace: 'checkout',
          configured: true,
          environment: 'development',
          environmentSource: 'configuration',
        },
        {
          name: 'production',
          namespace: 'checkout',
          configured: true,
          environment: 'production',
          environmentSource: 'configuration',
        },
      ],
      nextStep: {
        title: 'Nothing is missing here',
        why: expect.stringContaining('Plans can be prepared'),
        link: '/understudy',
      },
    });
  });

  it('is for everybody with a role, and for nobody without', async () => {
    const understudy = await startUnderstudy();
    const statuses: Record<string, number> = {};
    for (const person of Object.keys(people) as Person[]) {
      const response = await understudy.as(person, PAYMENTS);
      statuses[person] = response.status;
    }
    expect(statuses).toEqual({
      dana: 200,
      sam: 200,
      priya: 200,
      colin: 200,
      stranger: 403,
    });
    expect((await understudy.as('colin', PAYMENTS)).body.youOwnIt).toBe(false);

    const refused = await understudy.as('stranger', PAYMENTS);
    expect(refused.body.error).toMatchObject({
      name: 'NotAllowedError',
      code: 'permission-missing',
      message: expect.stringContaining('This needs the role viewer, operator'),
    });
    expect((await understudy.anonymous(PAYMENTS)).status).toBe(401);
    expect(
      (await understudy.call(PAYMENTS, mockCredentials.user.invalidHeader()))
        .status,
    ).toBe(401);
  });

  it('lets other services read as far as their access reaches', async () => {
    const open = await startUnderstudy();
    const { status, body } = await open.asService(PAYMENTS);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('youOwnIt');

    const closed = await startUnderstudy({
      policy: () => AuthorizeResult.DENY,
    });
    const refused = await closed.asService(PAYMENTS);
    expect(refused.status).toBe(403);
    expect(refused.body.error).toMatchObject({
      code: 'permission-missing',
      message: expect.stringContaining('backend.auth.externalAccess'),
    });
  });

  it('refuses when it cannot be decided who may see it', async () => {
    const understudy = await startUnderstudy({
      policy: () => {
        throw new Error('no answer');
      },
    });
    for (const response of [
      await understudy.as('sam', PAYMENTS),
      await understudy.asService(PAYMENTS),
    ]) {
      expect(response.status).toBe(503);
      expect(response.body.error.code).toBe('permissions-unavailable');
    }
  });

  it('does not tell what is hidden from what is not there', async () => {
    const understudy = await startUnderstudy();
    const { status, body } = await understudy.as(
      'dana',
      '/v1/entities/component/default/nothing/operations',
    );
    expect(status).toBe(404);
    expect(body.error).toEqual({
      name: 'NotFoundError',
      message:
        'The catalog has no component:default/nothing, or you may not see it',
      code: 'entity-not-found',
    });
  });

  it('takes references in any case', async () => {
    const understudy = await startUnderstudy();
    const { status, body } = await understudy.as(
      'dana',
      '/v1/entities/Component/Default/Payments/operations',
    );
    expect(status).toBe(200);
    expect(body.entityRef).toBe('component:default/payments');
  });

  it.each([
    ['a', `/v1/entities/component/default/${'a'.repeat(254)}/operations`, 400],
    [
      'a huge kind',
      `/v1/entities/${'k'.repeat(7000)}/default/a/operations`,
      400,
    ],
    ['bad UTF-8', '/v1/entities/component/default/%E0%A4%A/operations', 400],
    ['a lone byte', '/v1/entities/component/default/%ff/operations', 400],
    ['a zero byte', '/v1/entities/component/default/a%00/operations', 400],
    ['a line break', '/v1/entities/component/default/a%0d%0ab/operations', 400],
    [
      'a slash inside',
      '/v1/entities/component/default/a%2F..%2Fb/operations',
      400,
    ],
    ['a colon inside', '/v1/entities/component/default/a%3Ab/operations', 400],
    ['a backslash', '/v1/entities/component/..%5C../a/operations', 400],
    [
      'dots for a name',
      '/v1/entities/component/default/%2e%2e/operations',
      400,
    ],
    [
      'dots for a namespace',
      '/v1/entities/component/%2e/payments/operations',
      400,
    ],
    ['an empty part', '/v1/entities/component//payments/operations', 404],
    [
      'a prototype',
      '/v1/entities/__proto__/constructor/toString/operations',
      404,
    ],
    ['markup', '/v1/entities/component/default/%3Cscript%3E/operations', 404],
    [
      'an injection',
      "/v1/entities/component/default/'%20or%20'1'='1/operations",
      400,
    ],
    [
      'another script',
      '/v1/entities/component/default/%D0%BE%D0%BF%D1%81/operations',
      404,
    ],
    ['no such route', '/v1/entities/component/default/payments', 404],
    ['no such version', '/v2/health', 404],
  ])('answers %s calmly', async (_, path, status) => {
    const understudy = await startUnderstudy();
    const response = await understudy.as('dana', path);
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toContain('application/json');
    expect(`${status} ${response.body.error.code}`).toMatch(
      /^(400 input-invalid|404 (entity-)?not-found)$/,
    );
    expect(response.body.response.statusCode).toBe(status);
    expect(response.text).not.toContain('node_modules');
  });

  it('does not mind what else stands in the query', async () => {
    const understudy = await startUnderstudy();
    const { status } = await understudy.as(
      'dana',
      `${PAYMENTS}?a[b]=c&__proto__[x]=1&${'q=1&'.repeat(500)}`,
    );
    expect(status).toBe(200);
  });

  it('says so when the catalog does not answer', async () => {
    const understudy = await startUnderstudy({
      catalog: catalogServiceMock.mock({
        getEntityByRef: async () => {
          throw new Error('connect ECONNREFUSED 10.1.2.3:7007');
        },
      }),
    });
    const response = await understudy.as('dana', PAYMENTS);
    expect(response.status).toBe(503);
    expect(response.body.error).toMatchObject({
      name: 'ServiceUnavailableError',
      code: 'catalog-unavailable',
    });
    expect(response.text).not.toContain('10.1.2.3');
  });

  it('never answers for another entity than the one asked for', async () => {
    const understudy = await startUnderstudy({
      catalog: catalogServiceMock.mock({
        getEntityByRef: jest
          .fn()
          .mockResolvedValueOnce([{ kind: 'Component' }])
          .mockResolvedValueOnce({
            apiVersion: 'v1',
            kind: 'Component',
            metadata: { name: 'other' },
          }),
      }),
    });
    for (let i = 0; i < 2; i++) {
      const response = await understudy.as('dana', PAYMENTS);
      expect(response.status).toBe(404);
    }
  });
});
