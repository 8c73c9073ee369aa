import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { defaultGuardrails } from '@understudy/plugin-understudy-common';
import { exportSPKI, generateKeyPair, type KeyLike } from 'jose';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../ledger/__testUtils__/eventually';
import { signBundle } from './__testUtils__/signBundle';
import { somePolicyInput } from './__testUtils__/somePolicyInput';
import { BundleSource } from './BundleSource';
import { DefaultPolicyService } from './DefaultPolicyService';
import { policyCheck } from './policyCheck';
import { PolicyMetrics } from './PolicyMetrics';
import { policyProbe } from './policyProbe';

jest.setTimeout(60_000);

const wasm = readFileSync(join(__dirname, '../../policy/policy.wasm'));
const manifest = { revision: 'one', roots: ['policy', 'ours'] };
const files = {
  'policy.wasm': wasm,
  'data.json': { ours: { b: [1, 'ü'], a: null } },
  '.manifest': manifest,
};

describe('rules from a signed bundle', () => {
  const place = createMockDirectory();
  let ours: { publicKey: KeyLike; privateKey: KeyLike };
  let publicKey: string;
  let source: BundleSource;

  beforeAll(async () => {
    ours = await generateKeyPair('ES256');
    publicKey = await exportSPKI(ours.publicKey);
  });
  beforeEach(() => place.clear());
  afterEach(() => source.stop());

  const directory = () => place.resolve('bundle');
  const sign = (options: Partial<Parameters<typeof signBundle>[0]> = {}) =>
    signBundle({
      directory: directory(),
      files,
      key: ours.privateKey,
      ...options,
    });

  function start() {
    source = BundleSource.start({
      directory: directory(),
      publicKey,
      algorithm: 'ES256',
      logger: mockServices.logger.mock(),
      lookMs: 20,
    });
    const policy = new DefaultPolicyService({
      source,
      logger: mockServices.logger.mock(),
      metrics: new PolicyMetrics({
        createCounter: () => ({ add: () => {} }),
        createHistogram: () => ({ record: () => {} }),
      } as never),
    });
    policy.setData('3', defaultGuardrails);
    return policy;
  }

  async function read(policy: DefaultPolicyService) {
    await eventually(
      async () => !/being read/.test(policy.status().sentence),
      'the bundle is read',
    );
  }

  it('judge, and say which bundle', async () => {
    await sign();
    const policy = start();
    await read(policy);

    expect(await policy.evaluate(somePolicyInput())).toMatchObject({
      decision: 'require_approval',
      approvers: 2,
      evaluated: true,
      policyVersion: expect.stringMatching(/^bundle:sha256:[0-9a-f]{64}\+3$/),
    });
    expect(policy.status()).toMatchObject({ ready: true, mode: 'bundle' });
  });

  const other = () => generateKeyPair('ES256');
  const refused: [string, () => Promise<unknown>, RegExp][] = [
    ['that are not there', async () => {}, /cannot be read/],
    [
      'that nobody signed',
      async () => {
        await sign();
        rmSync(join(directory(), '.signatures.json'));
      },
      /is not signed/,
    ],
    [
      'that somebody else signed',
      async () => sign({ key: (await other()).privateKey }),
      /not by the configured key/,
    ],
    [
      'that were signed with the public key as a password',
      async () => sign({ key: Buffer.from(publicKey), algorithm: 'HS256' }),
      /not by the configured key/,
    ],
    [
      'whose signatures are nonsense',
      async () => {
        await sign();
        writeFileSync(
          join(directory(), '.signatures.json'),
          '{"signatures":7}',
        );
      },
      /one signature/,
    ],
    [
      'that were changed after they were signed',
      async () => {
        await sign();
        writeFileSync(join(directory(), 'policy.wasm'), wasm.subarray(1));
      },
      /policy.wasm of the bundle is not what was signed/,
    ],
    [
      'whose data was changed',
      async () => {
        await sign();
        writeFileSync(join(directory(), 'data.json'), '{"ours":{"a":1}}');
      },
      /data.json of the bundle is not what was signed/,
    ],
    [
      'that have more than was signed',
      async () => {
        await sign();
        writeFileSync(join(directory(), 'more.rego'), 'package more');
      },
      /more.rego, which was not signed/,
    ],
    [
      'that have less than was signed',
      async () => {
        await sign();
        rmSync(join(directory(), '.manifest'));
      },
      /has no .manifest/,
    ],
    [
      'without compiled rules',
      async () => sign({ files: { '.manifest': manifest } }),
      /no policy.wasm/,
    ],
    [
      'that bring guardrails of their own',
      async () =>
        sign({
          files: { ...files, 'data.json': { guardrails: defaultGuardrails } },
        }),
      /guardrails of its own/,
    ],
    [
      'that are signed and spoiled',
      async () =>
        sign({
          files: {
            ...files,
            'policy.wasm': wasm.subarray(0, wasm.length / 2),
          },
        }),
      /cannot be loaded/,
    ],
  ];

  it.each(refused)('%s stop every write', async (_, prepare, sentence) => {
    await prepare();
    const policy = start();
    await read(policy);

    const write = await policy.evaluate(somePolicyInput());
    expect(write).toMatchObject({ decision: 'deny', evaluated: false });
    expect(write.reasons[0].message).toMatch(sentence);
    expect(await policy.evaluate(policyProbe)).toMatchObject({
      decision: 'allow',
      evaluated: false,
    });
    const health = await policyCheck(policy).check({
      signal: new AbortController().signal,
    });
    expect(health).toMatchObject({ status: 'failed' });
    expect(health.sentence).toMatch(sentence);

    // Put right, they judge without a restart.
    rmSync(directory(), { recursive: true, force: true });
    await sign();
    await eventually(
      async () => (await policy.evaluate(somePolicyInput())).evaluated,
      'the good bundle is taken',
    );
  });

  it('are followed; a bad one does not take the place of a good one', async () => {
    await sign();
    const policy = start();
    await read(policy);
    const before = (await policy.evaluate(somePolicyInput())).policyVersion;

    await sign({ key: (await other()).privateKey });
    await eventually(
      async () => policy.status().lastError !== undefined,
      'the bad bundle is seen',
    );
    expect(policy.status()).toMatchObject({
      ready: true,
      policyVersion: before,
    });
    expect(
      await policyCheck(policy).check({ signal: new AbortController().signal }),
    ).toMatchObject({
      status: 'attention',
      sentence: expect.stringContaining('A newer bundle is not taken'),
    });

    await sign({ files: { ...files, '.manifest': { revision: 'two' } } });
    await eventually(async () => {
      const { policyVersion } = await policy.evaluate(somePolicyInput());
      return policyVersion !== before;
    }, 'the next bundle is taken');
    expect(policy.status().lastError).toBeUndefined();
  });
});
