import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  parseEnvironments,
  planHash,
  type PlanContent,
  type ResolvedStep,
} from '../../plugins/understudy-common/src';
import { ConnectorRegistry } from '@understudy/plugin-understudy-node';
import createKnex from 'knex';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { defaultGuardrails } from '../../plugins/understudy-common/src/guardrails/defaultGuardrails';
import { Valves } from '../../plugins/understudy-backend/src/approvals/__testUtils__/valves';
import { ClusterReview } from '../../plugins/understudy-backend/src/decisions/ClusterReview';
import { DefaultDecisionService } from '../../plugins/understudy-backend/src/decisions/DefaultDecisionService';
import type { JudgedPlan } from '../../plugins/understudy-backend/src/decisions/types';
import { DefaultFreezeService } from '../../plugins/understudy-backend/src/freezes/DefaultFreezeService';
import { FreezeStore } from '../../plugins/understudy-backend/src/freezes/FreezeStore';
import { DefaultLevelService } from '../../plugins/understudy-backend/src/levels/DefaultLevelService';
import { LevelStore } from '../../plugins/understudy-backend/src/levels/LevelStore';
import { DefaultPolicyService } from '../../plugins/understudy-backend/src/policy/DefaultPolicyService';
import { PackedSource } from '../../plugins/understudy-backend/src/policy/PackedSource';
import { PolicyMetrics } from '../../plugins/understudy-backend/src/policy/PolicyMetrics';
import { somePolicyInput } from '../../plugins/understudy-backend/src/policy/__testUtils__/somePolicyInput';
import { percentile } from './measureRequests';
import { report } from './report';

// Decisions by policy for facts already gathered, with a hundred guardrail rules and inputs that all differ, held
// against bare evaluate() of the same rules, guardrails and inputs in this thread.
//
// And the whole decision in its four parts, from plan to answer: facts, levels and freezes from a database (SQLite in
// memory), policy, and what the practice valves say. Only the catalog answers from memory, since it is another plugin.

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

/** All that decides about a plan, with nobody else in between. */
async function wholeDecision(policy: DefaultPolicyService) {
  const knex = createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@understudy/plugin-understudy-backend',
      'migrations',
    ),
  });
  const clock = { now: Date.now() };
  const valves = new Valves(clock);
  const connector = valves.connector();
  const connectors = new ConnectorRegistry();
  connectors.add(connector);
  const logger = { error() {}, warn() {}, info() {}, debug() {} } as never;
  const environments = parseEnvironments([
    { name: 'development', clusters: ['development'] },
    { name: 'pre-production', clusters: ['staging'] },
    { name: 'production', clusters: ['production'] },
  ]);
  const shared = {
    // None of this is asked on the way.
    access: {} as never,
    record: {} as never,
    auth: { getOwnServiceCredentials: async () => ({}) } as never,
    catalog: {
      getEntityByRef: async () => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'payments', namespace: 'default' },
        relations: [
          { type: 'dependencyOf', targetRef: 'component:default/shop' },
        ],
      }),
    } as never,
    logger,
    environments,
    elevations: { inForce: async () => undefined },
  };
  const decisions = DefaultDecisionService.create({
    ...shared,
    connectors,
    levels: DefaultLevelService.create({
      ...shared,
      defaults: { developed: 'L3_SEMI_AUTO', existing: 'L1_OBSERVATION' },
      store: new LevelStore(knex),
    }),
    freezes: DefaultFreezeService.create({
      ...shared,
      store: new FreezeStore(knex),
    }),
    guardrails: { active: async () => ({ data: guardrails }) },
    policy,
    review: new ClusterReview({ connectors, logger }),
    onCall: { whoIs: async () => ({ people: [] }) },
    incidents: { findOpen: async () => undefined },
  });
  const clusters = ['development', 'staging', 'production'];
  return {
    distinctPlan(): JudgedPlan {
      made += 1;
      const cluster = clusters[made % clusters.length];
      const input = { cluster, replicas: 1 + (made % 12) };
      const target = {
        ...valves.target(cluster),
        name: `checkout-${made}`,
        namespace: `team-${made % 200}-shop`,
      };
      const content: PlanContent = {
        intent: `Let more flow, number ${made}`,
        reason: 'Too little arrives',
        entityRef: 'component:default/payments',
        start: 'when-started',
        source: 'ui',
        steps: [
          { id: 'scale', operation: 'valves:scale', input, title: 'Scale' },
        ],
      };
      const resolved: ResolvedStep[] = [
        {
          stepId: 'scale',
          targets: [target],
          preview: valves.preview(target, 'replicas', input.replicas),
        },
      ];
      return {
        content,
        resolved,
        planHash: planHash({ content, resolved }),
        requestedBy: 'user:default/dana',
      };
    },
    async assess(plan: JudgedPlan) {
      const { decision } = await decisions.assess(plan, {
        permission: {
          allowed: true,
          evaluated: true,
          sentence: 'You may.',
          groups: ['group:default/team'],
          roles: ['operator'],
        },
        at: clock.now,
        signal: new AbortController().signal,
      });
      if (!decision.parts.every(({ evaluated }) => evaluated)) {
        throw new Error('a part was not evaluated');
      }
    },
    stop: () => knex.destroy(),
  };
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
  const whole = await wholeDecision(policy);

  const times: number[] = [];
  const bareTimes: number[] = [];
  const rates: number[] = [];
  const bareRates: number[] = [];
  const wholeTimes: number[] = [];
  const wholeRates: number[] = [];
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
    const plans = Array.from({ length: PER_ROUND / 4 }, () =>
      whole.distinctPlan(),
    );
    for (const plan of plans) {
      const started = performance.now();
      await whole.assess(plan);
      if (round > 0) wholeTimes.push(performance.now() - started);
    }
    next = 0;
    begun = performance.now();
    await Promise.all(
      Array.from({ length: CALLERS }, async () => {
        while (next < plans.length) {
          await whole.assess(plans[next++]);
        }
      }),
    );
    const wholeRate = (plans.length * 1000) / (performance.now() - begun);
    if (round > 0) {
      rates.push(rate);
      bareRates.push(bareRate);
      wholeRates.push(wholeRate);
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
  report({
    bench,
    metric: 'whole decision in four parts, p99',
    value: percentile(wholeTimes, 0.99),
    unit: 'ms',
    baseline: percentile(bareTimes, 0.99),
  });
  report({
    bench,
    metric: 'whole decisions in four parts',
    value: percentile(wholeRates, 0.5),
    unit: '1/s',
    baseline: percentile(bareRates, 0.5),
  });
  await whole.stop();
  await source.stop();
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
