import type { LoggerService } from '@backstage/backend-plugin-api';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { BundleSource } from '../../plugins/understudy-backend/src/policy/BundleSource';
import { DefaultPolicyService } from '../../plugins/understudy-backend/src/policy/DefaultPolicyService';
import type { EngineSource } from '../../plugins/understudy-backend/src/policy/EngineSource';
import { PackedSource } from '../../plugins/understudy-backend/src/policy/PackedSource';
import { PolicyMetrics } from '../../plugins/understudy-backend/src/policy/PolicyMetrics';
import { policyProbe } from '../../plugins/understudy-backend/src/policy/policyProbe';
import { ServerSource } from '../../plugins/understudy-backend/src/policy/ServerSource';
import type { PolicyInput } from '../../plugins/understudy-backend/src/policy/types';
import { defaultGuardrails } from '../../plugins/understudy-common/src/guardrails/defaultGuardrails';

// The policy of the backend in each of its modes: the decision suite with the rules of the package, asked of a real
// policy server, and from a bundle that opa built and signed; and what the backend says when that server goes wrong.

const opa = process.env.UNDERSTUDY_TEST_OPA!;
const rules = join(__dirname, '../../policies/assistant/v1');
const folder = mkdtempSync(join(tmpdir(), 'understudy-policy-backend-'));
const ends: Array<() => unknown> = [
  () => rmSync(folder, { recursive: true, force: true }),
];

after(async () => {
  for (const end of ends.reverse()) {
    await end();
  }
});

function policyOf(source: EngineSource): DefaultPolicyService {
  ends.push(() => source.stop());
  const policy = new DefaultPolicyService({
    source,
    logger: quiet,
    metrics: new PolicyMetrics({
      createCounter: () => ({ add: () => {} }),
      createHistogram: () => ({ record: () => {} }),
    } as never),
  });
  policy.setData('1', defaultGuardrails);
  return policy;
}

const quiet: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => quiet,
};

function run(program: string, args: string[], cwd?: string) {
  const { status, stderr } = spawnSync(program, args, {
    encoding: 'utf8',
    cwd,
  });
  assert.equal(status, 0, stderr);
}

async function serve(files: string[]) {
  const { serveOpa } = await import('./serveOpa.mjs');
  const server = await serveOpa(opa, files);
  ends.push(() => server.stop());
  return server;
}

function bundleOfRules(): string {
  const bundle = join(folder, 'rules.tar.gz');
  run(
    opa,
    ['build', '--ignore', '*_test.rego', '--bundle', '.', '-o', bundle],
    rules,
  );
  return bundle;
}

/** Without the cases that have no guardrails: the backend asks nobody then. */
async function assertSuite(policy: DefaultPolicyService): Promise<void> {
  const { decisionSuite, comparable } = await import('./decisionSuite.mjs');
  const suite = decisionSuite().filter(({ guardrails }) => guardrails);
  assert.ok(suite.length > 500);
  const wrong: unknown[] = [];
  for (const { id, input, guardrails, expect } of suite) {
    const { rules: quorum, ...decision } = await policy.evaluate(
      input as PolicyInput,
      { data: guardrails as never },
    );
    const got = comparable({ ...decision, quorum }, expect);
    try {
      assert.ok(decision.evaluated, decision.reasons[0].message);
      assert.deepEqual(got, expect);
    } catch (error) {
      wrong.push({ id, why: (error as Error).message });
    }
  }
  assert.deepEqual(wrong, []);
}

async function someWrite(): Promise<PolicyInput> {
  const { decisionSuite } = await import('./decisionSuite.mjs');
  const found = decisionSuite().find(
    ({ id }) => id === 'lanes/person-production',
  );
  return found!.input as PolicyInput;
}

async function assertClosed(policy: DefaultPolicyService, why: RegExp) {
  const write = await policy.evaluate(await someWrite());
  assert.equal(write.decision, 'deny');
  assert.equal(write.evaluated, false);
  assert.match(write.reasons[0].message, why);
  assert.equal((await policy.evaluate(policyProbe)).decision, 'allow');
  assert.equal(policy.status().ready, false);
}

async function assertOpen(policy: DefaultPolicyService) {
  const write = await policy.evaluate(await someWrite());
  assert.equal(write.evaluated, true, write.reasons[0].message);
  assert.equal(write.decision, 'require_approval');
  assert.equal(policy.status().ready, true);
}

describe('the backend with the rules of its package', () => {
  it('begins at the guardrails at which the suite begins', () => {
    assert.deepEqual(
      JSON.parse(readFileSync(join(__dirname, 'guardrails.json'), 'utf8')),
      JSON.parse(JSON.stringify(defaultGuardrails)),
    );
  });

  it('decides the suite as expected', () =>
    assertSuite(policyOf(new PackedSource())));
});

describe('the backend with a real policy server', () => {
  it('decides the suite as expected', async () => {
    const { url } = await serve(['--bundle', bundleOfRules()]);
    await assertSuite(policyOf(new ServerSource({ url })));
  });

  it('writes nothing while the server hangs, and goes on when it answers', async () => {
    const server = await serve(['--bundle', bundleOfRules()]);
    const policy = policyOf(new ServerSource({ url: server.url }));
    await assertOpen(policy);
    server.signal('SIGSTOP');
    await assertClosed(policy, /did not answer within 250 ms/);
    server.signal('SIGCONT');
    await sleep(500);
    await assertOpen(policy);
    server.stop();
    await sleep(500);
    await assertClosed(policy, /cannot be reached/);
  });

  it('believes no server that has no rules, or others', async () => {
    const none = await serve([]);
    await assertClosed(
      policyOf(new ServerSource({ url: none.url })),
      /has no document policy\/assistant\/v1/,
    );
    const file = join(folder, 'other.rego');
    writeFileSync(file, 'package policy.assistant.v1\n\ndecision := "allow"\n');
    const other = await serve([file]);
    await assertClosed(
      policyOf(new ServerSource({ url: other.url })),
      /gave no decision that can be read/,
    );
  });
});

describe('the backend with a bundle that opa built and signed', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
  });
  const directory = join(folder, 'signed');

  it('decides the suite as expected', async () => {
    const key = join(folder, 'key.pem');
    writeFileSync(
      key,
      privateKey.export({ type: 'sec1', format: 'pem' }).toString(),
      { mode: 0o600 },
    );
    const bundle = join(folder, 'signed.tar.gz');
    run(
      opa,
      [
        ...['build', '--target', 'wasm'],
        ...['--entrypoint', 'policy/assistant/v1'],
        ...['--ignore', '*_test.rego', '--bundle', '.'],
        ...['--signing-alg', 'ES256', '--signing-key', key],
        ...['--output', bundle],
      ],
      rules,
    );
    mkdirSync(directory);
    run('tar', ['xzf', bundle, '-C', directory]);
    const source = BundleSource.start({
      directory,
      publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      algorithm: 'ES256',
      logger: quiet,
      lookMs: 50,
    });
    const policy = policyOf(source);
    for (let tries = 0; tries < 200 && !policy.status().ready; tries++) {
      await sleep(50);
    }
    assert.equal(policy.status().ready, true, policy.status().sentence);
    await assertSuite(policy);
  });

  it('is not taken with another key', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const source = BundleSource.start({
      directory,
      publicKey: other.publicKey
        .export({ type: 'spki', format: 'pem' })
        .toString(),
      algorithm: 'ES256',
      logger: quiet,
      lookMs: 50,
    });
    const policy = policyOf(source);
    for (
      let tries = 0;
      tries < 200 && /being read/.test(policy.status().sentence);
      tries++
    ) {
      await sleep(50);
    }
    await assertClosed(policy, /not by the configured key/);
  });
});
