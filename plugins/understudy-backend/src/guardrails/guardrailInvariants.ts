import {
  environmentNames,
  type OperationVerb,
  type RiskTier,
} from '@understudy/plugin-understudy-common';
import type { PolicyDecision, PolicyInput } from '../policy/types';

/** What no guardrails may change, with the cases that show it. */
export interface GuardrailInvariant {
  id: string;
  /** What must be so, as people read it when it is not. */
  sentence: string;
  cases: { input: PolicyInput; name: string }[];
  holds(decision: PolicyDecision): boolean;
}

type Part<K extends keyof PolicyInput> = Partial<PolicyInput[K]>;

const NOW = '2026-01-05T12:00:00.000Z';
const writes: RiskTier[] = ['low', 'medium', 'high'];
const neverAlone: OperationVerb[] = ['delete', 'exec', 'data-migration'];
const highest = {
  level: 'L5_FULLY_AUTONOMOUS',
  cap: 'L5_FULLY_AUTONOMOUS',
} as const;

const refused = ({ decision }: PolicyDecision) => decision === 'deny';
const neverAllowed = ({ decision }: PolicyDecision) => decision !== 'allow';

/** The most harmless write that there is, by software that may do everything. */
function step(
  parts: {
    actor?: Part<'actor'>;
    action?: Part<'action'>;
    context?: Part<'context'>;
    risk?: Part<'risk'>;
    time?: Part<'time'>;
    resources?: PolicyInput['resources'];
  } = {},
): PolicyInput {
  return {
    actor: {
      type: 'agent',
      id: 'agent:invariants',
      groups: [],
      roles: [],
      ...parts.actor,
    },
    action: {
      operation: 'invariants:probe',
      verb: 'label',
      source: 'api',
      ...parts.action,
    },
    context: {
      environment: 'development',
      environmentKnown: true,
      entityRef: 'component:default/invariants',
      ...highest,
      simulated: false,
      freshPreview: true,
      ...parts.context,
    },
    resources: parts.resources ?? [
      {
        cluster: 'invariants',
        namespace: 'invariants',
        kind: 'v1/ConfigMap',
        name: 'invariants',
        labels: {},
      },
    ],
    risk: {
      tier: 'low',
      critical: false,
      destructive: false,
      reversible: true,
      testedUndo: true,
      targets: 1,
      pods: 0,
      ...parts.risk,
    },
    time: { now: NOW, windowOpen: true, ...parts.time },
  };
}

const user = { type: 'user', id: 'user:default/invariants' } as const;
const onCall = {
  actor: { ...user, onCall: true },
  context: { incident: 'invariants' },
};
const productionWrites = writes.flatMap(tier =>
  [
    { name: 'a person', actor: user, context: {} },
    { name: 'a person on call', ...onCall },
    { name: 'software', actor: {}, context: {} },
    { name: 'a service', actor: { type: 'service' } as const, context: {} },
  ].flatMap(({ name, actor, context }) => [
    {
      name: `${tier} by ${name}`,
      input: step({
        actor,
        context: { ...context, environment: 'production' },
        risk: { tier },
      }),
    },
    {
      name: `${tier} by ${name} where the environment is not known`,
      input: step({
        actor,
        context: { ...context, environmentKnown: false },
        risk: { tier },
      }),
    },
  ]),
);

/** The invariants; guardrails that break one cannot be activated. */
export const guardrailInvariants: readonly GuardrailInvariant[] = [
  {
    id: 'production-needs-people',
    sentence:
      'In production every write needs a person who did not ask for it.',
    cases: productionWrites,
    holds: ({ decision, lane, approvers }) =>
      decision === 'deny' ||
      (decision === 'require_approval' &&
        lane !== 'development' &&
        approvers >= 1),
  },
  {
    id: 'plain-reads-pass',
    sentence: 'People always get at what is plainly read, such as logs.',
    cases: environmentNames.map(environment => ({
      name: environment,
      input: step({
        actor: user,
        action: { verb: 'read', reads: 'plain' },
        context: { environment },
        risk: { tier: 'read' },
      }),
    })),
    holds: ({ decision }) => decision === 'allow',
  },
  {
    id: 'sensitive-reads-ask',
    sentence: 'Software never reads anything sensitive by itself.',
    cases: environmentNames.map(environment => ({
      name: environment,
      input: step({
        action: { verb: 'read', reads: 'sensitive' },
        context: { environment },
        risk: { tier: 'read' },
      }),
    })),
    holds: neverAllowed,
  },
  {
    id: 'never-alone',
    sentence:
      'Deleting, shells, changes of data and what destroys always need a person, and never go by breaking the glass.',
    cases: [
      ...neverAlone.flatMap(verb =>
        [{}, onCall].map(parts => ({
          name: `${verb} by ${'actor' in parts ? 'a person' : 'software'}`,
          input: step({ ...parts, action: { verb }, risk: { tier: 'low' } }),
        })),
      ),
      ...[{}, onCall].map(parts => ({
        name: `what destroys by ${'actor' in parts ? 'a person' : 'software'}`,
        input: step({ ...parts, risk: { destructive: true } }),
      })),
    ],
    holds: decision =>
      neverAllowed(decision) && decision.constraints.breakGlass === undefined,
  },
  {
    id: 'outside-text',
    sentence: 'Once text from outside was read, every write needs a person.',
    cases: writes.map(tier => ({
      name: tier,
      input: step({ context: { tainted: true }, risk: { tier } }),
    })),
    holds: neverAllowed,
  },
  {
    id: 'observation-writes-nothing',
    sentence: 'At Takeover L1 software writes nothing.',
    cases: environmentNames.flatMap(environment =>
      writes.map(tier => ({
        name: `${tier} in ${environment}`,
        input: step({
          context: { environment, level: 'L1_OBSERVATION' },
          risk: { tier },
        }),
      })),
    ),
    holds: refused,
  },
  {
    id: 'refused-stays-refused',
    sentence:
      'What is frozen, outside its window, without targets, on an old preview or incomplete is refused.',
    cases: [
      { actor: {}, who: 'software' },
      { actor: user, who: 'a person' },
    ].flatMap(({ actor, who }) => [
      {
        name: `frozen, ${who}`,
        input: step({
          actor,
          time: { freeze: { id: 'invariants', reason: 'Invariants' } },
        }),
      },
      {
        name: `outside of windows, ${who}`,
        input: step({ actor, time: { windowOpen: false } }),
      },
      { name: `no targets, ${who}`, input: step({ actor, resources: [] }) },
      {
        name: `an old preview, ${who}`,
        input: step({ actor, context: { freshPreview: false } }),
      },
      {
        name: `high risk on a simulated preview, ${who}`,
        input: step({
          actor,
          context: { simulated: true },
          risk: { tier: 'high' },
        }),
      },
      {
        name: `incomplete, ${who}`,
        input: step({
          actor,
          risk: { tier: undefined as unknown as RiskTier },
        }),
      },
    ]),
    holds: refused,
  },
];
