import { resolve } from 'node:path';
import { DefaultPracticeCluster } from '../DefaultPracticeCluster';
import { readScenarios } from '../scenarios/readScenarios';

const SCENARIOS = resolve(__dirname, '../../../../examples/scenarios');

describe('stage directions', () => {
  let cluster: DefaultPracticeCluster;
  beforeAll(async () => {
    cluster = DefaultPracticeCluster.create({
      adminToken: 'admin',
      tokens: [{ token: 'reader', username: 'reader' }],
    });
    cluster.offerScenarios(readScenarios(SCENARIOS));
    await cluster.open({});
  });
  afterAll(() => cluster.close());

  async function ask(
    method: string,
    path: string,
    body?: object,
    token = 'admin',
  ): Promise<{ code: number; body: any }> {
    const response = await fetch(cluster.url + path, {
      method,
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { code: response.status, body: await response.json() };
  }

  it('given a fault that cuts every connection, when it is to end, then the way to say so is open', async () => {
    expect(
      (await ask('POST', '/practice/faults', { kind: 'reset' })).code,
    ).toBe(201);
    await expect(ask('GET', '/api/v1/nodes')).rejects.toThrow();
    expect((await ask('DELETE', '/practice/faults')).code).toBe(200);
    expect((await ask('GET', '/api/v1/nodes')).code).toBe(200);
  });

  it('given latency for one resource, when others are asked for, then they do not wait for it', async () => {
    await ask('POST', '/practice/faults', {
      kind: 'latency',
      resource: 'pods',
      delayMs: 60_000,
    });
    const late = ask('GET', '/api/v1/pods').then(
      () => 'answered',
      () => 'cut',
    );
    expect((await ask('GET', '/api/v1/nodes')).code).toBe(200);
    expect(await Promise.race([late, 'waiting'])).toBe('waiting');
    await ask('DELETE', '/practice/faults');
  });

  it.each([
    ['/practice/faults', { kind: 'explosion' }, /^kind must be one of latency/],
    ['/practice/faults', { kind: 'reset', times: -1 }, /^times must be/],
    ['/practice/faults', { kind: 'reset', often: 1 }, /^a fault has no often/],
    ['/practice/clock', { skewMs: 'much' }, /^skewMs must be a number/],
    ['/practice/nodes', { name: 'node-1' }, /^down must be true or false/],
    ['/practice/nodes', { name: 'no', down: true }, /"no" not found/],
    ['/practice/scenarios', { name: 'no' }, /"no" not found/],
    ['/practice/scenarios', { steps: 'none' }, /The request/],
  ])(
    'given %s, when the body is %j, then it is refused',
    async (path, body, why) => {
      const answer = await ask('POST', path, body);
      expect([400, 404]).toContain(answer.code);
      expect(answer.body.message).toMatch(why);
    },
  );

  it('given somebody who may only read, when they give directions, then they are refused', async () => {
    for (const [method, path] of [
      ['POST', '/practice/faults'],
      ['DELETE', '/practice/faults'],
      ['POST', '/practice/scenarios'],
      ['POST', '/practice/nodes'],
    ])
      expect((await ask(method, path, { kind: 'reset' }, 'reader')).code).toBe(
        403,
      );
    expect((await ask('GET', '/api/v1/nodes')).code).toBe(200);
  });

  it('given the scenarios on offer, when one is asked for by name, then it is on stage', async () => {
    const { body } = await ask('GET', '/practice/scenarios');
    expect(body.scenarios).toHaveLength(12);
    const node = { name: 'node-1', down: true };
    expect((await ask('POST', '/practice/nodes', node)).code).toBe(200);
    expect(
      JSON.stringify(cluster.get('v1', 'Node', undefined, 'node-1')?.status),
    ).toContain('Kubelet stopped posting node status.');
  });
});
