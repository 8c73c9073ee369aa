// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { buildOpa, opaVersion } from './buildOpa.mjs';
import {
  compilePolicy,
  digestOf,
  packedFolder,
  rulesFolder,
  sourceDigests,
} from './compilePolicy.mjs';
import { comparable, decisionSuite } from './decisionSuite.mjs';
import { evaluateWasm } from './evaluateWasm.mjs';
import { serveOpa } from './serveOpa.mjs';

/** @typedef {import('./decisionSuite.mjs').Json} Json */

const opa = buildOpa(line => console.log(line));
const suite = decisionSuite();
const committed = readFileSync(join(rulesFolder, 'policy.wasm'));
const rego = readdirSync(rulesFolder)
  .filter(file => file.endsWith('.rego'))
  .map(file => join(rulesFolder, file));
const sources = rego.filter(file => !file.endsWith('_test.rego'));

/** @param {string[]} args @param {string} [input] */
function run(args, input) {
  return spawnSync(opa, args, {
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    ...(input !== undefined && { input }),
  });
}

/**
 * Every case is one assertion, so that all that differ are named at once.
 *
 * @param {(Json | undefined)[]} answers
 */
function assertSuite(answers) {
  assert.equal(answers.length, suite.length);
  const wrong = suite.flatMap(({ id, why, expect }, index) => {
    const got = comparable(answers[index], expect);
    try {
      assert.deepEqual(got, expect);
      return [];
    } catch {
      return [{ id, why, expected: expect, got }];
    }
  });
  assert.deepEqual(wrong, []);
}

describe('the rules and what was compiled of them', () => {
  it('belong together: whoever changes a rule compiles it', () => {
    const {
      opa: by,
      wasm,
      sources: digests,
    } = JSON.parse(readFileSync(join(rulesFolder, 'policy.json'), 'utf8'));
    const remedy = 'run node test/policy/build.mjs and commit what it writes';
    assert.deepEqual(digests, sourceDigests(), remedy);
    assert.equal(by, opaVersion(), remedy);
    assert.equal(wasm, digestOf(committed), remedy);
    assert.equal(
      wasm,
      digestOf(readFileSync(join(packedFolder, 'policy.wasm'))),
      remedy,
    );
  });

  it('compile to the same bytes again', () => {
    assert.equal(digestOf(compilePolicy(opa)), digestOf(committed));
  });

  it('are written as opa writes them, and strict', () => {
    const format = run(['fmt', '--fail', '--list', rulesFolder]);
    assert.equal(format.status, 0, format.stdout + format.stderr);
    const check = run(['check', '--strict', rulesFolder]);
    assert.equal(check.status, 0, check.stderr);
  });
});

describe('the decision suite', () => {
  it('has hundreds of cases, half of them refusals, each with its own name and reason', () => {
    assert.ok(suite.length >= 300, `${suite.length} cases`);
    const refused = suite.filter(({ expect }) => expect.decision === 'deny');
    assert.ok(refused.length * 2 >= suite.length, `${refused.length} refusals`);
    assert.equal(new Set(suite.map(({ id }) => id)).size, suite.length);
    assert.ok(suite.every(({ why }) => why.length > 3));
  });

  it('is as expected of the compiled rules that are committed', () => {
    assertSuite(evaluateWasm(committed, suite));
  });

  it('is as expected of the rules compiled just now', () => {
    assertSuite(evaluateWasm(compilePolicy(opa), suite));
  });
});

describe('opa itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-policy-suite-'));
  const cases = join(folder, 'suite.json');
  /** @type {{ url: string, stop: () => void } | undefined} */
  let server;

  before(() => writeFileSync(cases, JSON.stringify({ suite })));
  after(() => {
    server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('passes its own tests, with every rule reached', () => {
    const plain = run(['test', ...rego, cases]);
    assert.equal(plain.status, 0, plain.stdout + plain.stderr);
    assert.match(plain.stdout, /^PASS: \d+\/\d+$/m);
    const { status, stdout, stderr } = run([
      'test',
      '--coverage',
      '--format=json',
      ...rego,
      cases,
    ]);
    assert.equal(status, 0, stderr);
    const { files } = JSON.parse(stdout);
    const missing = Object.entries(files).flatMap(
      ([file, { not_covered: lines }]) => (lines ? [{ file, lines }] : []),
    );
    assert.deepEqual(missing, []);
    for (const source of sources) {
      const found = Object.keys(files).some(file => source.endsWith(file));
      assert.ok(found, `${source} was not looked at`);
    }
  });

  it('evaluates the sources as expected', () => {
    const asked = join(folder, 'asked.rego');
    writeFileSync(
      asked,
      `package asked
answers := [answer_of(entry) | some entry in data.suite]
answer_of(entry) := answer if {
  entry.guardrails
  answer := data.policy.assistant.v1 with input as entry.input with data.guardrails as entry.guardrails
} else := answer if {
  answer := data.policy.assistant.v1 with input as entry.input
}
`,
    );
    const args = [...sources, asked, cases].flatMap(file => ['-d', file]);
    const { status, stdout, stderr } = run([
      'eval',
      '--format=json',
      ...args,
      'data.asked.answers',
    ]);
    assert.equal(status, 0, stdout + stderr);
    assertSuite(JSON.parse(stdout).result[0].expressions[0].value);
  });

  it('serves the same bundle as expected', async () => {
    const bundle = join(folder, 'bundle.tar.gz');
    const built = run(['build', '-o', bundle, ...sources]);
    assert.equal(built.status, 0, built.stderr);
    server = await serveOpa(opa, ['--bundle', bundle]);
    const answers = [];
    for (const { input, guardrails } of suite) {
      // As the backend asks: the guardrails go with the input.
      const response = await fetch(
        `${server.url}/v1/data/policy/assistant/v1`,
        {
          method: 'POST',
          body: JSON.stringify({ input: { ...input, guardrails } }),
        },
      );
      answers.push(/** @type {Json} */ (await response.json()).result);
    }
    assertSuite(answers);
  });
});
