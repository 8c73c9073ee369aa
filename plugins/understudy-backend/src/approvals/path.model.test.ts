import { mockServices } from '@backstage/backend-test-utils';
import {
  defaultGuardrails,
  planHash as hashOf,
  planTransitions,
  type EnvironmentName,
  type GuardrailData,
} from '@understudy/plugin-understudy-common';
import fc from 'fast-check';
import { createPolicy } from '../policy/createPolicy';
import type { StoredPlan, StoredRun } from '../plans/types';
import {
  everybody,
  PathModel,
  refOf,
  type Somebody,
} from './__testUtils__/PathModel';
import { noMetrics } from './__testUtils__/startPath';

/** As many as the property is asked for; fewer while one works on it. */
const TRACES = Number(process.env.PATH_TRACES ?? 10_000);
const MINUTE_MS = 60_000;

jest.setTimeout(60 * MINUTE_MS);

const clusters = ['development', 'staging', 'production'] as const;
const environmentOf: Record<string, EnvironmentName> = {
  development: 'development',
  staging: 'pre-production',
  production: 'production',
};

/** What administrators may have decided meanwhile. */
const guardrailVariants: {
  data: GuardrailData;
  two: boolean;
  sre: boolean;
  alone: boolean;
}[] = [
  { data: defaultGuardrails, two: false, sre: false, alone: false },
  {
    data: {
      ...defaultGuardrails,
      approvals: [
        ...defaultGuardrails.approvals,
        { environment: 'pre-production', tier: '*', approvers: 2 },
      ],
    },
    two: true,
    sre: false,
    alone: false,
  },
  {
    data: {
      ...defaultGuardrails,
      selfApproval: [],
      approvals: [
        ...defaultGuardrails.approvals,
        {
          environment: '*',
          tier: '*',
          approvers: 1,
          rules: [{ id: 'sre', groups: ['group:default/sre'], count: 1 }],
        },
      ],
    },
    two: false,
    sre: true,
    alone: false,
  },
  {
    data: {
      ...defaultGuardrails,
      rolloutStage: 2,
      autoTiers: { development: ['low', 'medium', 'high'] },
      selfApproval: ['development', 'production'],
    } as GuardrailData,
    two: false,
    sre: false,
    alone: true,
  },
];

const who = fc.constantFrom<Somebody>(...everybody);
const one = fc.nat({ max: 1 });
const act = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('create' as const),
      by: fc.constantFrom<Somebody>('dana', 'dana', 'sam', 'sofia', 'mallory'),
      cluster: fc.constantFrom(...clusters),
      operation: fc.constantFrom(
        'valves:scale',
        'valves:scale',
        'valves:delete',
      ),
      replicas: fc.integer({ min: 0, max: 9 }),
      start: fc.constantFrom('when-started', 'on-approval'),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('request' as const),
      plan: one,
    }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      kind: fc.constant('vote' as const),
      plan: one,
      by: who,
      decision: fc.constantFrom(
        'approve' as const,
        'approve' as const,
        'approve' as const,
        'approve' as const,
        'deny' as const,
        'withdraw' as const,
      ),
      /** An answer to what stood there before the last edit. */
      stale: fc.boolean(),
      present: fc.constantFrom(true, true, true, false),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('start' as const),
      plan: one,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('edit' as const),
      plan: one,
      by: who,
      replicas: fc.integer({ min: 0, max: 9 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('look' as const), plan: one }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('glass' as const),
      plan: one,
      by: who,
      present: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('member' as const),
      by: who,
      group: fc.constantFrom('team', 'sre', 'platform'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'gone' as const,
        'untrusted' as const,
        'back' as const,
      ),
      by: who,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('clock' as const),
      minutes: fc.constantFrom(1, 6, 61, 24 * 60, 24 * 60 + 1),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('guardrails' as const),
      variant: fc.nat({ max: guardrailVariants.length - 1 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('freeze' as const, 'thaw' as const),
      environment: fc.constantFrom<EnvironmentName | undefined>(
        undefined,
        'production',
        'pre-production',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'flap' as const,
        'spec' as const,
        'recreate' as const,
      ),
      cluster: fc.constantFrom(...clusters),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'engine' as const,
        'policy' as const,
        'ledger' as const,
      ),
      down: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'forge-vote' as const,
        'forge-authorisation' as const,
        'put-back' as const,
      ),
      plan: one,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tidy' as const) }) },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** What one trace came to. */
interface Trace {
  model: PathModel;
  guardrails: { current: GuardrailData };
  variant: number;
  plans: string[];
  /** The hash that each plan had first. */
  firstHash: Map<string, string>;
}

const humanOf = (ref: string) => ref.replace('-admin', '');

/** Who said what about a hash, by what stands in the ledger: newest per human. */
function standingVotes(
  trace: Trace,
  plan: StoredPlan,
  without: ReadonlySet<string>,
) {
  const said = new Map<
    string,
    { by: string; action: string; there: boolean }
  >();
  for (const entry of trace.model.ledger.entries.values()) {
    if (
      entry.planId === plan.id &&
      `sha256:${entry.planHash}` === plan.planHash &&
      ['plan:approve', 'plan:deny', 'plan:withdraw'].includes(entry.action) &&
      entry.contextTags?.vote !== undefined &&
      !without.has(entry.id)
    ) {
      said.set(entry.actor.id, {
        by: entry.actor.id,
        action: entry.action,
        there: trace.model.present.has(`${entry.actor.id} ${plan.planHash}`),
      });
    }
  }
  return [...said.values()];
}

/** Whether enough of the right people agree, counted by hand. */
async function peopleAgree(
  trace: Trace,
  plan: StoredPlan,
  without: ReadonlySet<string>,
): Promise<boolean> {
  const { model } = trace;
  const { two, sre } = guardrailVariants[trace.variant];
  const authors = await model.store.authorsOf([plan.id]);
  const requesters = new Set(
    [plan.requestedBy, ...authors.map(({ by }) => by)].map(humanOf),
  );
  const may = (ref: string) => {
    const name = ref.split('/')[1] as Somebody;
    return (
      !requesters.has(humanOf(ref)) && model.rolesOf(name).includes('approver')
    );
  };
  const votes = standingVotes(trace, plan, without).filter(({ by }) => may(by));
  const production = plan.environment === 'production';
  const yes = new Map<string, boolean>();
  for (const { by, action, there } of votes) {
    if (action === 'plan:approve' && (there || !production)) {
      const group = model.groups.get(by.split('/')[1] as Somebody);
      yes.set(humanOf(by), (yes.get(humanOf(by)) ?? false) || group === 'sre');
    }
  }
  const serious = plan.facts!.tier === 'high' || plan.facts!.destructive;
  const needed =
    (production && serious) || (two && plan.environment === 'pre-production')
      ? 2
      : 1;
  return yes.size >= needed && (!sre || [...yes.values()].some(isSre => isSre));
}

/** Throws where a run should not have begun. */
async function judge(
  trace: Trace,
  run: StoredRun,
  options: { without: ReadonlySet<string>; systemAt: Map<string, string> },
): Promise<void> {
  const { model } = trace;
  const { store, clock } = model;
  const plan = store.plans.get(run.planId)!;
  const used = store.authorisations.filter(({ runId }) => runId === run.id);
  expect(used).toHaveLength(1);
  const [{ kind, planHash, expiresAt, voidedAt }] = used;
  expect({ planHash, voidedAt }).toEqual({
    planHash: plan.planHash,
    voidedAt: undefined,
  });
  expect(expiresAt).toBeGreaterThan(clock.now);
  expect(store.runs.filter(({ planId }) => planId === plan.id)).toHaveLength(1);

  // What was seen when it started is what was approved.
  expect(hashOf({ content: plan.content, resolved: plan.resolved })).toBe(
    planHash,
  );
  const cluster = String(plan.content.steps[0].input.cluster);
  const environment = environmentOf[cluster];
  expect(model.frozen(environment, clock.now)).toBeUndefined();
  expect(model.policyBroken).toBe(false);
  expect(model.ledger.closed).toBe(false);
  expect(`${plan.resolved[0].targets[0].uid}`).toBe(
    options.systemAt.get(cluster)!.split(' ')[0],
  );
  expect(`${plan.resolved[0].targets[0].observed.replicas}`).toBe(
    options.systemAt.get(cluster)!.split(' ')[1],
  );
  const { alone, data } = {
    alone: guardrailVariants[trace.variant].alone,
    data: trace.guardrails.current,
  };
  const byThemselves =
    environment === 'development' &&
    (alone || data.selfApproval.includes('development'));
  const verdict = {
    'policy-allow': alone && environment === 'development',
    'self-approval': byThemselves,
    quorum: byThemselves || (await peopleAgree(trace, plan, options.without)),
    'break-glass': plan.content.steps[0].operation !== 'valves:delete',
    'covered-undo': false,
    'pre-approval': false,
  }[kind];
  expect({ kind, environment, verdict }).toEqual({
    kind,
    environment,
    verdict: true,
  });
  if (environment === 'production') {
    expect(['quorum', 'break-glass']).toContain(kind);
  }
}

async function perform(trace: Trace, given: Act): Promise<void> {
  const { model, plans } = trace;
  const { services, clock, valves, store, ledger } = model;
  const signal = new AbortController().signal;
  const planOf = (index: number) =>
    store.plans.get(plans[plans.length - 1 - index] ?? plans[0]);
  const input = (cluster: string, operation: string, replicas: number) =>
    operation === 'valves:scale' ? { cluster, replicas } : { cluster };
  switch (given.kind) {
    case 'create': {
      const { plan } = await services.plans.create(
        {
          input: {
            intent: 'Let more flow',
            reason: 'Too little arrives',
            entityRef: 'component:default/payments',
            start: given.start as 'when-started',
            steps: [
              {
                operation: given.operation,
                input: input(given.cluster, given.operation, given.replicas),
              },
            ],
          },
          signal,
        },
        model.as(given.by),
      );
      plans.push(plan.id);
      trace.firstHash.set(plan.id, plan.planHash ?? '');
      return;
    }
    case 'clock':
      clock.now += given.minutes * MINUTE_MS;
      return;
    case 'guardrails':
      trace.variant = given.variant;
      trace.guardrails.current = guardrailVariants[given.variant].data;
      return;
    case 'member':
      model.groups.set(given.by, given.group);
      return;
    case 'gone':
      model.gone.add(given.by);
      return;
    case 'untrusted':
      model.untrusted.add(given.by);
      return;
    case 'back':
      model.gone.delete(given.by);
      model.untrusted.delete(given.by);
      return;
    case 'freeze':
      model.freeze = {
        ...(given.environment && { environment: given.environment }),
        until: clock.now + 30 * MINUTE_MS,
      };
      return;
    case 'thaw':
      model.freeze = undefined;
      return;
    case 'flap':
      valves.state.get(given.cluster)!.restarts += 1;
      return;
    case 'spec':
      valves.state.get(given.cluster)!.replicas += 1;
      return;
    case 'recreate':
      valves.state.get(given.cluster)!.uid += '-again';
      return;
    case 'engine':
      model.engineFails = given.down;
      return;
    case 'policy':
      model.policyBroken = given.down;
      return;
    case 'ledger':
      ledger.closed = given.down;
      return;
    case 'tidy':
      await services.tidyUp.run();
      return;
    default:
  }
  const plan = planOf(given.plan);
  if (!plan) {
    return;
  }
  const planHash = plan.planHash ?? '';
  switch (given.kind) {
    case 'request':
      await services.requests.ask(
        { planId: plan.id, planHash, signal },
        model.as(plan.requestedBy.split('/')[1]),
      );
      return;
    case 'vote':
      if (given.present) {
        model.present.add(`${refOf(given.by)} ${planHash}`);
      }
      await services.voting.vote(
        {
          planId: plan.id,
          planHash: given.stale ? trace.firstHash.get(plan.id)! : planHash,
          decision: given.decision,
          comment: 'Because',
        },
        model.as(given.by),
      );
      return;
    case 'start':
      await services.starter.start(
        { planId: plan.id, planHash, signal },
        model.as(plan.requestedBy.split('/')[1]),
      );
      return;
    case 'edit': {
      const [step] = plan.content.steps;
      await services.plans.revise(
        {
          id: plan.id,
          etag: `"${plan.revision}.${plan.version}"`,
          signal,
          input: {
            intent: plan.content.intent,
            reason: plan.content.reason,
            entityRef: plan.content.entityRef,
            start: plan.content.start,
            steps: [
              {
                operation: step.operation,
                input: input(
                  String(step.input.cluster),
                  step.operation,
                  given.replicas,
                ),
              },
            ],
          },
        },
        model.as(given.by),
      );
      return;
    }
    case 'look':
      await services.plans.preview({ id: plan.id, signal }, model.as('sam'));
      return;
    case 'glass':
      if (given.present) {
        model.present.add(`${refOf(given.by)} ${planHash}`);
      }
      await services.glass.break(
        {
          planId: plan.id,
          planHash,
          reason: 'Customers cannot pay and nobody answers',
          target: 'payments',
        },
        model.as(given.by),
      );
      return;
    case 'forge-vote': {
      // A row that points to somebody's answer about another plan, or to nothing.
      const other = store.votes.find(({ planId }) => planId !== plan.id);
      store.votes.push({
        id: other?.id ?? '00000000-0000-7000-8000-000000000001',
        planId: plan.id,
        kind: 'vote',
        planHash,
        by: refOf('priya'),
        at: clock.now,
        entryId: other?.entryId ?? '00000000-0000-7000-8000-000000000002',
      });
      return;
    }
    case 'forge-authorisation': {
      const other = store.authorisations.find(
        ({ planId }) => planId !== plan.id,
      );
      if (
        !store.authorisations.some(
          ({ planId, voidedAt }) =>
            planId === plan.id && voidedAt === undefined,
        )
      ) {
        store.authorisations.push({
          id: other?.id ?? '00000000-0000-7000-8000-000000000003',
          planId: plan.id,
          planHash,
          kind: 'quorum',
          grantedBy: [refOf('priya')],
          grantedAt: clock.now,
          expiresAt: clock.now + 60 * MINUTE_MS,
          entryId: other?.entryId ?? '00000000-0000-7000-8000-000000000004',
        });
      }
      store.plans.set(plan.id, { ...plan, state: 'approved' });
      return;
    }
    case 'put-back':
      store.plans.set(plan.id, { ...plan, state: 'approved' });
      return;
    default:
      throw new Error(`Nobody knows how to ${JSON.stringify(given)}`);
  }
}

/** Refusals are expected; anything else that is thrown is a defect. */
async function attempt(trace: Trace, given: Act): Promise<void> {
  try {
    await perform(trace, given);
  } catch (error) {
    const { name, message } = error as Error;
    const expected =
      /^(ConflictError|InputError|NotAllowedError|NotFoundError|ServiceUnavailableError)$/.test(
        name,
      ) || message === 'The ledger cannot be written';
    if (!expected) {
      throw error;
    }
  }
}

describe('the path, told in random stories', () => {
  const logger = mockServices.logger.mock();
  const made = () =>
    createPolicy({
      rootConfig: mockServices.rootConfig(),
      logger,
      metrics: noMetrics,
    });
  const real = made();
  const broken = made();

  afterAll(async () => {
    await real.stop();
    await broken.stop();
  });

  const said = (by: Somebody): Act => ({
    kind: 'vote',
    plan: 0,
    by,
    decision: 'approve',
    stale: false,
    present: true,
  });
  const start: Act = { kind: 'start', plan: 0 };
  /** Pieces of what happens where all goes well, so that stories get somewhere. */
  const arc = fc.oneof(
    { weight: 16, arbitrary: act.map((single): Act[][] => [[single]]) },
    // A race: both begin at the same moment.
    {
      weight: 4,
      arbitrary: fc.tuple(act, act).map((pair): Act[][] => [[...pair]]),
    },
    {
      weight: 3,
      arbitrary: fc.constant<Act[][]>([[said('sam')], [said('priya')]]),
    },
    { weight: 3, arbitrary: fc.constant<Act[][]>([[start]]) },
    {
      weight: 1,
      arbitrary: fc.constant<Act[][]>([
        [{ kind: 'guardrails', variant: 3 }],
        [
          {
            kind: 'create',
            by: 'dana',
            cluster: 'development',
            operation: 'valves:scale',
            replicas: 7,
            start: 'when-started',
          },
        ],
        [{ kind: 'request', plan: 0 }],
        [start],
      ]),
    },
    {
      weight: 1,
      arbitrary: fc.constant<Act[][]>([
        [{ kind: 'clock', minutes: 6 }],
        [{ kind: 'glass', plan: 0, by: 'sofia', present: true }],
        [start],
      ]),
    },
  );
  const story = fc
    .tuple(
      act.filter(({ kind }) => kind === 'create'),
      fc.array(arc, { minLength: 4, maxLength: 16 }),
    )
    .map(([create, arcs]): Act[][] => [
      [create],
      [{ kind: 'request', plan: 0 }],
      ...arcs.flat(),
    ]);

  it(`starts nothing without exactly one valid authorisation for that hash, in ${TRACES} of them`, async () => {
    const kinds = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(story, async moments => {
        const guardrails = { current: guardrailVariants[0].data };
        const model = new PathModel({
          guardrails,
          policy: real.policy,
          broken: broken.policy,
        });
        const trace: Trace = {
          model,
          guardrails,
          variant: 0,
          plans: [],
          firstHash: new Map(),
        };
        for (const moment of moments) {
          const before = new Set(model.ledger.entries.keys());
          const states = new Map(
            [...model.store.plans].map(([id, { state }]) => [id, state]),
          );
          const runs = model.store.runs.length;
          // Two plan acts race; what turns the world does not.
          const racing = moment.length === 2 && moment.every(isAboutPlan);
          const systemAt = new Map(
            [...model.valves.state].map(([name, { uid, replicas }]) => [
              name,
              `${uid} ${replicas}`,
            ]),
          );
          if (racing) {
            await Promise.all(moment.map(given => attempt(trace, given)));
          } else {
            await attempt(trace, moment[0]);
          }
          const during = new Set(
            [...model.ledger.entries.keys()].filter(id => !before.has(id)),
          );
          for (const run of model.store.runs.slice(runs)) {
            // An answer that raced the start may have come before it or after.
            await judge(trace, run, { without: new Set(), systemAt }).catch(
              error => {
                if (!racing) {
                  throw error;
                }
                return judge(trace, run, { without: during, systemAt });
              },
            );
            const { kind } = model.store.authorisations.find(
              ({ runId }) => runId === run.id,
            )!;
            kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
          }
          const begun = [...model.store.plans]
            .filter(
              ([id, { state }]) =>
                state === 'running' && states.get(id) !== 'running',
            )
            .map(([id]) => id);
          expect(
            begun.map(
              id =>
                model.store.runs.filter(({ planId }) => planId === id).length,
            ),
          ).toEqual(begun.map(() => 1));
        }
        expect(new Set(model.handed).size).toBe(model.handed.length);
        for (const [id] of model.store.plans) {
          for (const { from, to } of await model.store.transitionsOf(id)) {
            expect(planTransitions[from]).toContain(to);
          }
        }
      }),
      { numRuns: TRACES },
    );
    // The stories reach what they are about.
    expect([...kinds.keys()].sort()).toEqual([
      'break-glass',
      'policy-allow',
      'quorum',
      'self-approval',
    ]);
    process.stdout.write(
      `${TRACES} stories: ${[...kinds]
        .map(([kind, count]) => `${count} by ${kind}`)
        .join(', ')}\n`,
    );
  });
});

function isAboutPlan(given: Act): boolean {
  return ['request', 'vote', 'start', 'edit', 'look', 'glass'].includes(
    given.kind,
  );
}
