import {
  computeFacts,
  defaultGuardrails,
  type FactsRequest,
  type ResolvedStep,
} from '../../plugins/understudy-common/src';
import { percentile } from './measureRequests';
import { report } from './report';

// What the browser computes with every key that is pressed in the form of a plan: the facts of 20 steps that change 20
// objects, outside of ten change windows in five time zones, held against writing the same as JSON.

const bench = 'facts';
const STEPS = 20;
const ROUNDS = 2_000;
const WARM_UP = 200;

const target = (index: number): ResolvedStep['targets'][number] => ({
  system: 'kubernetes',
  cluster: 'production-eu',
  clusterUid: '5f0c5a9e-0000-4000-8000-000000000001',
  kind: 'apps/v1/Deployment',
  namespace: `shop-${index % 4}`,
  name: `checkout-${index}`,
  uid: `5f0c5a9e-0000-4000-8000-${index.toString().padStart(12, '0')}`,
  resourceVersion: String(4711 + index),
  fingerprint: `sha256:${'a'.repeat(64)}`,
  observed: {
    replicas: 3,
    readyReplicas: 3,
    pods: 3,
    labels: { app: `checkout-${index}`, team: 'shop' },
    owners: ['Application/shop'],
    selectors: [`PodDisruptionBudget/c${index}`, `Service/c${index}`],
    quota: { podsLeft: 10 },
  },
});

const steps = Array.from({ length: STEPS }, (_, index) => index);
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'UTC',
];

/** Another count of replicas each time, as somebody types it. */
function request(round: number): FactsRequest {
  return {
    content: {
      intent: 'Give the checkout more room for the sale',
      reason: 'The queue of orders grows',
      entityRef: 'component:default/checkout',
      steps: steps.map(index => ({
        id: `s${index}`,
        operation: 'kubernetes:scale',
        input: {
          cluster: 'production-eu',
          namespace: `shop-${index % 4}`,
          kind: 'Deployment',
          name: `checkout-${index}`,
          replicas: (round + index) % 9,
        },
        title: `Scale checkout-${index}`,
      })),
      start: 'when-started',
      source: 'ui',
    },
    resolved: steps.map(index => ({
      stepId: `s${index}`,
      targets: [target(index)],
      preview: {
        at: '2026-03-04T11:55:00.000Z',
        simulated: false,
        summary: 'replicas 3 → 5',
        changes: [
          {
            target: target(index),
            path: '/spec/replicas',
            before: 3,
            after: 5,
          },
        ],
        command: `kubectl scale deployment/checkout-${index} --replicas=5`,
        outcome: '2 pods more start, 5 in all.',
        warnings: [],
        digest: `sha256:${'b'.repeat(64)}`,
      },
    })),
    operations: [{ id: 'kubernetes:scale', verb: 'scale', reversible: true }],
    guardrails: {
      ...defaultGuardrails,
      windows: Array.from({ length: 10 }, (_, index) => ({
        id: `window-${index}`,
        environments: ['production' as const],
        days: [index % 2 ? ('sat' as const) : ('sun' as const)],
        from: '22:00',
        to: '06:00',
        timeZone: zones[index % zones.length],
      })),
    },
    environment: { name: 'production', known: true },
    level: { held: 'L2_SUGGESTION', cap: 'L2_SUGGESTION' },
    dependants: ['component:default/web', 'component:default/app'],
    freezes: [],
    // A Wednesday, so that the next opening is looked for.
    now: new Date(Date.UTC(2026, 2, 4, 12) + round * 60_000),
  };
}

function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const facts: number[] = [];
const json: number[] = [];
for (let round = -WARM_UP; round < ROUNDS; round++) {
  const given = request(round);
  let found = false;
  const spent = milliseconds(() => {
    const { window, steps: rated } = computeFacts(given);
    found = window.nextOpen !== undefined && rated.length === STEPS;
  });
  const written = milliseconds(() => JSON.stringify(given));
  if (!found) {
    throw new Error('The facts of the bench are not those it is about');
  }
  if (round >= 0) {
    facts.push(spent);
    json.push(written);
  }
}
for (const share of [0.5, 0.99]) {
  report({
    bench,
    metric: `facts_ms of ${STEPS} steps, p${
      share * 100
    }, against JSON.stringify of what they are computed from`,
    value: percentile(facts, share),
    unit: 'ms',
    baseline: percentile(json, share),
  });
}
