import { mockServices } from '@backstage/backend-test-utils';
import {
  defaultGuardrails,
  type GuardrailData,
} from '@understudy/plugin-understudy-common';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultPolicyService } from './DefaultPolicyService';
import type { EngineSource } from './EngineSource';
import { PackedSource } from './PackedSource';
import { policyCheck } from './policyCheck';
import { PolicyMetrics } from './PolicyMetrics';
import { ServerSource } from './ServerSource';
import { somePolicyInput } from './__testUtils__/somePolicyInput';
import type { PolicyInput } from './types';

const packed = join(__dirname, '../../policy/policy.wasm');
const rules = join(__dirname, '../../../../policies/assistant/v1');
const sha256 = (bytes: Uint8Array) =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

const sources: EngineSource[] = [];
const servers: Server[] = [];

afterEach(async () => {
  await Promise.all(sources.splice(0).map(source => source.stop()));
  servers.splice(0).forEach(server => {
    server.closeAllConnections();
    server.close();
  });
});

function serviceOn(source: EngineSource, data?: GuardrailData) {
  sources.push(source);
  const logger = mockServices.logger.mock();
  const policy = new DefaultPolicyService({
    source,
    logger,
    metrics: new PolicyMetrics({
      createCounter: () => ({ add: jest.fn() }),
      createHistogram: () => ({ record: jest.fn() }),
    } as never),
  });
  if (data) {
    policy.setData('7', data);
  }
  return { policy, logger };
}

function plainRead(): PolicyInput {
  const input = somePolicyInput();
  return {
    ...input,
    action: { ...input.action, verb: 'read', reads: 'plain' },
    risk: { ...input.risk, tier: 'read' },
  };
}

function sensitiveRead(): PolicyInput {
  const input = plainRead();
  return { ...input, action: { ...input.action, reads: 'sensitive' } };
}

async function answering(listener: RequestListener): Promise<ServerSource> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return new ServerSource({ url: `http://127.0.0.1:${port}`, token: 'opaque' });
}

async function expectFailedClosed(
  policy: DefaultPolicyService,
  sentence: RegExp,
) {
  const write = await policy.evaluate(somePolicyInput());
  expect(write).toMatchObject({
    decision: 'deny',
    ruleIds: ['policy-unavailable'],
    approvers: 0,
    evaluated: false,
  });
  expect(write.reasons[0].message).toMatch(sentence);
  expect(write.reasons[0].remediation).toMatch(/Health page/);
  expect(await policy.evaluate(sensitiveRead())).toMatchObject({
    decision: 'deny',
    evaluated: false,
  });
  expect(await policy.evaluate(plainRead())).toMatchObject({
    decision: 'allow',
    ruleIds: ['policy-unavailable'],
    evaluated: false,
  });
  const health = await policyCheck(policy).check({
    signal: new AbortController().signal,
  });
  expect(health).toMatchObject({ status: 'failed' });
  expect(health.sentence).toMatch(sentence);
  expect(health.action).not.toBe('');
}

describe('the rules of this package', () => {
  it('decides, and says by what', async () => {
    const { policy } = serviceOn(new PackedSource(), defaultGuardrails);
    const decision = await policy.evaluate(somePolicyInput());
    expect(decision).toMatchObject({
      decision: 'require_approval',
      ruleIds: ['approval-needed'],
      approvers: 2,
      rules: [{ id: 'approvers', groups: [], count: 2 }],
      lane: 'standard',
      constraints: { freshPresence: true, expiryMinutes: 1440 },
      ttlSeconds: 86_400,
      policyVersion: `wasm:${sha256(readFileSync(packed))}+7`,
      evaluated: true,
    });
    const same = {
      ...somePolicyInput(),
      resources: somePolicyInput().resources,
    };
    same.context = { ...same.context, incident: undefined };
    expect((await policy.evaluate(same)).inputDigest).toBe(
      decision.inputDigest,
    );
    await expect(
      policyCheck(policy).check({ signal: new AbortController().signal }),
    ).resolves.toMatchObject({ status: 'ok' });
  });

  it('simulates other guardrails without letting them hold', async () => {
    const { policy } = serviceOn(new PackedSource(), defaultGuardrails);
    const simulated = await policy.evaluate(somePolicyInput(), {
      data: { ...defaultGuardrails, rolloutStage: 0 },
    });
    expect(simulated.ruleIds).toContain('rollout-stage');
    const [before, after] = await Promise.all([
      policy.evaluate(somePolicyInput()),
      policy.evaluate(somePolicyInput()),
    ]);
    expect([before.decision, after.decision]).toEqual([
      'require_approval',
      'require_approval',
    ]);
    policy.setData('8', { ...defaultGuardrails, rolloutStage: 0 });
    expect(await policy.evaluate(somePolicyInput())).toMatchObject({
      decision: 'deny',
      policyVersion: expect.stringMatching(/\+8$/),
    });
  });

  it('refuses before there are guardrails', async () => {
    const { policy } = serviceOn(new PackedSource());
    await expectFailedClosed(policy, /guardrails are not loaded/);
    expect(policy.status().ready).toBe(false);
  });

  it('refuses when the compiled rules are missing, spoiled or foreign', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'understudy-wasm-'));
    const wasm = readFileSync(packed);
    const spoiled = join(folder, 'spoiled.wasm');
    writeFileSync(spoiled, wasm.subarray(0, wasm.length / 2));
    const foreign = join(folder, 'foreign.wasm');
    // The smallest module there is: valid, and not of OPA.
    writeFileSync(foreign, Buffer.from('0061736d01000000', 'hex'));
    for (const [file, sentence] of [
      [join(folder, 'missing.wasm'), /cannot be read/],
      [spoiled, /cannot be loaded/],
      [foreign, /cannot be loaded/],
    ] as const) {
      const { policy } = serviceOn(new PackedSource(file), defaultGuardrails);
      await expectFailedClosed(policy, sentence);
      expect(policy.status().ready).toBe(false);
    }
  });

  it('ends an evaluation that takes too long, and goes on with the next', async () => {
    const { policy } = serviceOn(new PackedSource(), defaultGuardrails);
    // No label fits, so that every one is compared and nothing is kept.
    const deny = Object.fromEntries(
      Array.from({ length: 400 }, (_, i) => [`label-${i}`, 'on']),
    );
    const slow = {
      ...defaultGuardrails,
      labelSelectors: Array.from({ length: 100 }, () => ({ deny })),
    };
    const input = somePolicyInput();
    input.resources = Array.from({ length: 3000 }, () => input.resources[0]);
    const [late, innocent] = await Promise.all([
      policy.evaluate(input, { data: slow }),
      policy.evaluate(somePolicyInput()),
    ]);
    expect(late).toMatchObject({ decision: 'deny', evaluated: false });
    expect(late.reasons[0].message).toMatch(/longer than 250 ms/);
    expect(innocent).toMatchObject({ evaluated: true, approvers: 2 });
    expect(await policy.evaluate(somePolicyInput())).toMatchObject({
      evaluated: true,
    });
  });

  it('refuses where the rules break off, and goes on with the next', async () => {
    const { policy } = serviceOn(new PackedSource(), defaultGuardrails);
    const many = Array.from({ length: 3000 }, (_, i) => `a*${i}*b`);
    const vast = {
      ...defaultGuardrails,
      namespaces: Array.from({ length: 20 }, () => ({ denied: many })),
    };
    const input = somePolicyInput();
    input.resources = Array.from({ length: 500 }, (_, i) => ({
      ...input.resources[0],
      namespace: `a${i}`,
    }));
    const [broken, innocent] = await Promise.all([
      policy.evaluate(input, { data: vast }),
      policy.evaluate(somePolicyInput()),
    ]);
    // Out of memory, or out of time where that comes first.
    expect(broken).toMatchObject({
      decision: 'deny',
      ruleIds: ['policy-unavailable'],
      evaluated: false,
    });
    expect(innocent).toMatchObject({ evaluated: true, approvers: 2 });
    expect(await policy.evaluate(somePolicyInput())).toMatchObject({
      evaluated: true,
    });
  });

  it('is the one whose sources are in the repository', () => {
    const { wasm, sources: digests } = JSON.parse(
      readFileSync(join(rules, 'policy.json'), 'utf8'),
    );
    expect(sha256(readFileSync(packed))).toBe(wasm);
    expect(sha256(readFileSync(join(rules, 'policy.wasm')))).toBe(wasm);
    const files = readdirSync(rules).filter(
      file => file.endsWith('.rego') && !file.endsWith('_test.rego'),
    );
    expect(digests).toEqual(
      Object.fromEntries(
        files.map(file => [file, sha256(readFileSync(join(rules, file)))]),
      ),
    );
  });
});

describe('a policy server', () => {
  it('gets the input with the guardrails, and its answer holds', async () => {
    const bodies: string[] = [];
    const { policy } = serviceOn(
      await answering((req, res) => {
        let body = '';
        req.on('data', chunk => (body += chunk));
        req.on('end', () => {
          bodies.push(`${req.method} ${req.url} ${body}`);
          res.end(
            JSON.stringify({
              result: {
                decision: 'deny',
                ruleIds: ['ours'],
                reasons: [{ ruleId: 'ours', message: 'No.' }],
                approvers: 0,
                quorum: [],
                lane: 'none',
                constraints: {},
                ttl: 0,
              },
            }),
          );
        });
      }),
      defaultGuardrails,
    );
    expect(await policy.evaluate(somePolicyInput())).toMatchObject({
      decision: 'deny',
      ruleIds: ['ours'],
      policyVersion: 'server+7',
      evaluated: true,
    });
    const [, url, body] = bodies[0].split(' ', 3);
    expect(url).toBe('/v1/data/policy/assistant/v1');
    expect(body).toContain('"rolloutStage":1');
  });

  const closed: Array<[string, RequestListener, RegExp]> = [
    ['is slow', () => {}, /did not answer within 250 ms/],
    ['fails', (_, res) => res.writeHead(500).end(), /status 500/],
    [
      'redirects',
      (_, res) => res.writeHead(307, { location: '/elsewhere' }).end(),
      /status 307/,
    ],
    [
      'says too much',
      (_, res) => res.end(`{"result":"${'x'.repeat(600 * 1024)}"}`),
      /more than 524288 bytes/,
    ],
    ['talks nonsense', (_, res) => res.end('<html>'), /not answer with JSON/],
    ['breaks off', (_, res) => res.destroy(), /cannot be reached/],
    ['has no rules', (_, res) => res.end('{}'), /has no document/],
    [
      'allows what it says needs approval',
      (_, res) =>
        res.end(
          JSON.stringify({
            result: {
              decision: 'require_approval',
              ruleIds: ['a'],
              reasons: [],
              approvers: 0,
              quorum: [],
              lane: 'standard',
              constraints: {},
              ttl: 60,
            },
          }),
        ),
      /approvers is wrong/,
    ],
  ];
  it.each(closed)('that %s is no policy', async (_, listener, sentence) => {
    const { policy } = serviceOn(await answering(listener), defaultGuardrails);
    await expectFailedClosed(policy, sentence);
    expect(policy.status().ready).toBe(false);
  });
});
