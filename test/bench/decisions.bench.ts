import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defaultGuardrails } from '../../plugins/understudy-common/src/guardrails/defaultGuardrails';
import { DefaultPolicyService } from '../../plugins/understudy-backend/src/policy/DefaultPolicyService';
import { PackedSource } from '../../plugins/understudy-backend/src/policy/PackedSource';
import { PolicyMetrics } from '../../plugins/understudy-backend/src/policy/PolicyMetrics';
import { somePolicyInput } from '../../plugins/understudy-backend/src/policy/__testUtils__/somePolicyInput';
import { percentile } from './measureRequests';
import { report } from './report';

// Decisions by policy for facts already gathered, with a hundred guardrail rules and inputs that all differ, held
// against bare evaluate() of the same rules, guardrails and inputs in this thread.

const bench = 'decisions';
const ROUNDS = 6;
const PER_ROUND = 2000;
const CALLERS = 16;

const folder = resolvePackagePath(
  '@understudy/plugin-understudy-backend',
  'policy',
);
const { loadPolicySync } = createRequire(`${folder}/worker.cjs`)(
  '@open-policy-agent/opa-wasm',
);
const guardrails = {
  ...defaultGuardrails,
  rules: Array.from({ length: 100 }, (_, i) => ({
    id: `rule-${i}`,
    effect: i % 2 ? ('deny' as const) : ('require-approval' as const),
    when: {
      environments: ['production' as const],
      namespaces: [`team-${i}-*`],
      verbs: ['delete' as const, 'scale' as const],
    },
    message: 'Not here.',
  })),
};

let made = 0;
function distinctInput() {
  const input = somePolicyInput();
  made += 1;
  input.resources[0].name = `checkout-${made}`;
  input.resources[0].namespace = `team-${made % 200}-shop`;
  return input;
}

async function main() {
  const bare = loadPolicySync(
    new WebAssembly.Module(readFileSync(`${folder}/policy.wasm`)),
    { initial: 5, maximum: 1024 },
  );
  bare.setData({ guardrails });
  const source = new PackedSource();
  const quiet = { error() {}, warn() {}, info() {}, debug() {} } as never;
  const noMetrics = {
    createCounter: () => ({ add() {} }),
    createHistogram: () => ({ record() {} }),
  } as never;
  const policy = new DefaultPolicyService({
    source,
    logger: quiet,
    metrics: new PolicyMetrics(noMetrics),
  });
  policy.setData('1', guardrails);

  const times: number[] = [];
  const bareTimes: number[] = [];
  const rates: number[] = [];
  const bareRates: number[] = [];
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    const inputs = Array.from({ length: PER_ROUND }, distinctInput);
    let begun = performance.now();
    for (const input of inputs) {
      const started = performance.now();
      bare.evaluate(input);
      if (round > 0) bareTimes.push(performance.now() - started);
    }
    const bareRate = (PER_ROUND * 1000) / (performance.now() - begun);
    let next = 0;
    begun = performance.now();
    await Promise.all(
      Array.from({ length: CALLERS }, async () => {
        while (next < inputs.length) {
          const input = inputs[next++];
          const { evaluated } = await policy.evaluate(input);
          if (!evaluated) throw new Error('a decision was not evaluated');
        }
      }),
    );
    const rate = (PER_ROUND * 1000) / (performance.now() - begun);
    for (const input of inputs.slice(0, PER_ROUND / 4)) {
      const started = performance.now();
      await policy.evaluate(input);
      if (round > 0) times.push(performance.now() - started);
    }
    if (round > 0) {
      rates.push(rate);
      bareRates.push(bareRate);
    }
  }
  report({
    bench,
    metric: 'decision_p99_ms',
    value: percentile(times, 0.99),
    unit: 'ms',
    baseline: percentile(bareTimes, 0.99),
  });
  report({
    bench,
    metric: 'decisions_per_s',
    value: percentile(rates, 0.5),
    unit: '1/s',
    baseline: percentile(bareRates, 0.5),
  });
  await source.stop();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
