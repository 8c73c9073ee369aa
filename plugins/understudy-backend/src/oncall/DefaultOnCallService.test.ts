import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { OnCallAnswer } from '@understudy/plugin-understudy-node';
import { DefaultOnCallService } from './DefaultOnCallService';
import { onCallCheck } from './onCallCheck';

describe('DefaultOnCallService', () => {
  let answer: () => Promise<OnCallAnswer | undefined>;

  const service = DefaultOnCallService.create({
    access: { accessOf: jest.fn(), authorizeRead: jest.fn() },
    catalog: catalogServiceMock(),
    logger: mockServices.logger.mock(),
    resolvers: [
      { id: 'pager', title: 'The pager', resolve: () => answer() },
      { id: 'configuration', title: 'It', resolve: async () => undefined },
    ],
    waitsMs: 20,
  });
  const check = onCallCheck({
    states: () => service.states(),
    configured: false,
  });
  const look = async () => {
    const { people } = await service.whoIs({
      entityRef: 'component:default/payments',
      environment: 'production',
      at: new Date(),
    });
    const { status } = await check.check({
      signal: new AbortController().signal,
    });
    return [people.map(({ userEntityRef }) => userEntityRef), status];
  };

  it('says that a resolver fails until it answers again', async () => {
    answer = async () => ({ people: ['sam'] });
    expect(await look()).toEqual([['user:default/sam'], 'ok']);

    answer = async () => {
      throw new Error('It is down');
    };
    expect(await look()).toEqual([[], 'attention']);
    answer = () => new Promise(() => {});
    expect(await look()).toEqual([[], 'attention']);

    answer = async () => undefined;
    expect(await look()).toEqual([[], 'ok']);
  });

  it.each<unknown>([
    { people: 'user:default/sam' },
    { people: [{ ref: 'user:default/sam' }] },
    { people: ['user:default/sam'], until: 'tomorrow' },
    { people: ['user:default/sam'], until: new Date(NaN) },
    'user:default/sam',
  ])('does not believe a resolver that gives %j', async given => {
    answer = async () => given as OnCallAnswer;
    expect(await look()).toEqual([[], 'attention']);
  });

  it('leaves out who is no user', async () => {
    answer = async () => ({ people: ['group:default/sre', ':', '', 'Sam'] });
    expect(await look()).toEqual([['user:default/sam'], 'ok']);
  });
});
