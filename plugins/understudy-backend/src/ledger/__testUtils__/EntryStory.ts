import type {
  EntryOutcome,
  EntrySource,
  EnvironmentName,
  LedgerEntry,
  OperationType,
} from '@understudy/plugin-understudy-common';

const TEAMS = ['checkout', 'platform', 'search', 'billing', 'delivery'];
const CLUSTERS: Array<[string, EnvironmentName]> = [
  ['production', 'production'],
  ['production-2', 'production'],
  ['acceptance', 'pre-production'],
  ['test', 'test'],
  ['development', 'development'],
];
const DEEDS: Array<[OperationType, string, string]> = [
  ['diagnostic', 'kubernetes:describe', 'kubectl describe deployment'],
  ['diagnostic', 'kubernetes:logs', 'kubectl logs --tail 200 deployment'],
  ['deployment', 'kubernetes:scale', 'kubectl scale --replicas 6 deployment'],
  ['deployment', 'kubernetes:restart', 'kubectl rollout restart deployment'],
  ['configuration_change', 'kubernetes:patch', 'kubectl patch configmap'],
  ['rollback', 'kubernetes:undo', 'kubectl rollout undo deployment'],
  ['troubleshooting', 'kubernetes:events', 'kubectl get events --for'],
  ['exec', 'kubernetes:exec', 'kubectl exec deployment'],
  ['monitoring_update', 'prometheus:silence', 'amtool silence add'],
  ['template_task', 'scaffolder:task', 'scaffolder run template'],
  ['sign_in', 'auth:sign-in', ''],
  ['permission_change', 'roles:grant', 'roles grant operator'],
];
const WHY = [
  'queue grows faster than it is read',
  'latency above the objective since the last deploy',
  'memory limit reached twice in an hour',
  'planned change after review',
  'asked for in the incident channel',
  'certificate expires within a week',
];
const OUTCOMES: EntryOutcome[] = [
  ...Array<EntryOutcome>(16).fill('success'),
  'failure',
  'partial',
  'denied',
  'cancelled',
];

/** Names that come up seldom, so that a test can look for them. */
export const seldom = {
  /** One entry in about fifty thousand is about it. */
  entityRef: 'component:default/lighthouse',
  /** One entry in about fifty thousand says it in its command. */
  word: 'hollyhock',
  /** One entry in about fifty thousand does it. */
  action: 'kubernetes:drain',
  /** One entry in about fifty thousand has it among its rules. */
  ruleId: 'freeze.year-end',
  /** Often in the first twentieth of a thousand entries or more, and never afterwards. */
  retiredEntityRef: 'component:default/retired',
} as const;

/**
 * Tells entries one after the other, the same for the same seed: who does what
 * where, with names that come up often, now and then, and hardly ever.
 */
export class EntryStory {
  readonly #startAt: number;
  readonly #stepMs: number;
  readonly #retiredBelow: number;
  #state: number;
  #count = 0;
  #open: Array<{ due: number; intent: LedgerEntry }> = [];

  constructor(options: {
    seed: number;
    /** The time of the first entry, in milliseconds. */
    startAt: number;
    /** How far apart entries are. */
    stepMs: number;
    /** How many will be told. */
    entries: number;
  }) {
    this.#state = options.seed;
    this.#startAt = options.startAt;
    this.#stepMs = options.stepMs;
    this.#retiredBelow = options.entries / 20;
  }

  /** The next entry. */
  next(): LedgerEntry {
    const due = this.#open[0];
    const number = this.#count++;
    if (due && due.due <= number) {
      this.#open.shift();
      return this.#outcomeOf(due.intent, number);
    }
    return this.#fresh(number);
  }

  /** A number from 0 up to 1, by the generator known as mulberry32. */
  #random(): number {
    this.#state = (this.#state + 0x6d2b79f5) % 0x100000000;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x100000000;
  }

  #pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.#random() * list.length)];
  }

  /** Low numbers often, high ones seldom. */
  #uneven(below: number): number {
    return Math.floor(below * this.#random() ** 3);
  }

  #chance(one: number): boolean {
    return this.#random() * one < 1;
  }

  #when(number: number): number {
    // Clocks of writers are never quite the same.
    const jitter = (this.#random() - 0.5) * 4 * this.#stepMs;
    return Math.round(this.#startAt + number * this.#stepMs + jitter);
  }

  #id(at: number, number: number): string {
    const time = at.toString(16).padStart(12, '0');
    const tail = Math.floor(this.#random() * 2 ** 28)
      .toString(16)
      .padStart(7, '0');
    const counter = number.toString(16).padStart(8, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${tail.slice(
      0,
      3,
    )}-8${tail.slice(3, 6)}-${tail.slice(3)}${counter}`;
  }

  #base(number: number) {
    const at = this.#when(number);
    return {
      schemaVersion: 1 as const,
      id: this.#id(at, number),
      occurredAt: new Date(at).toISOString(),
    };
  }

  #entity(number: number): { entityRef: string; name: string } {
    if (this.#chance(50_000)) {
      return { entityRef: seldom.entityRef, name: 'lighthouse' };
    }
    if (number < this.#retiredBelow && this.#chance(3)) {
      return { entityRef: seldom.retiredEntityRef, name: 'retired' };
    }
    const name = `service-${this.#uneven(400)}`;
    return { entityRef: `component:default/${name}`, name };
  }

  #fresh(number: number): LedgerEntry {
    const [operationType, usual, command] = this.#pick(DEEDS);
    const action = this.#chance(50_000) ? seldom.action : usual;
    const { entityRef, name } = this.#entity(number);
    const person = this.#uneven(300);
    const [cluster, environment] = CLUSTERS[this.#uneven(CLUSTERS.length)];
    const namespace = this.#pick(TEAMS);
    const common = {
      ...this.#base(number),
      actor: {
        type: 'user' as const,
        id: `user:default/person-${person}`,
        display: `Person ${person}`,
      },
      source: this.#pick<EntrySource>(['ui', 'ui', 'slack', 'cli', 'api']),
      correlationId: `${(number >>> 2).toString(36)}-${this.#state}`,
      operationType,
      action,
    };
    if (operationType === 'sign_in') {
      return { ...common, kind: 'event', outcome: 'success' };
    }
    const writes = ['deployment', 'rollback', 'configuration_change'];
    const isIntent = writes.includes(operationType);
    const word = this.#chance(50_000) ? ` --label ${seldom.word}` : '';
    const entry: LedgerEntry = {
      ...common,
      kind: isIntent ? 'intent' : 'event',
      entityRef,
      project: namespace,
      version: `1.${this.#uneven(40)}.0`,
      environment,
      takeoverLevel: 'L2_SUGGESTION',
      riskTier: isIntent ? this.#pick(['low', 'medium', 'high']) : 'read',
      targetSystem: 'kubernetes',
      scope: {
        cluster,
        namespace,
        resources: [`Deployment/${name}`],
        count: 1,
      },
      parameters: { namespace, name, attempt: 1 },
      commandText: `${command} ${name} -n ${namespace}${word}`,
      reason: `${this.#pick(WHY)}; ticket OPS-${this.#uneven(90_000)}`,
      decision: {
        decision: isIntent ? 'require-approval' : 'allow',
        ruleIds: [
          `risk.${isIntent ? 'write' : 'read'}`,
          this.#chance(50_000)
            ? seldom.ruleId
            : `${environment}.rule-${this.#uneven(60)}`,
        ],
        policyVersion: '2026.4',
      },
    };
    if (isIntent) {
      const plan = { ...entry, planId: `plan-${number.toString(36)}` };
      plan.planRevision = 1;
      this.#open.push({ due: number + 3, intent: plan });
      return plan;
    }
    return { ...entry, outcome: 'success', durationMs: this.#uneven(9_000) };
  }

  #outcomeOf(intent: LedgerEntry, number: number): LedgerEntry {
    const outcome = this.#pick(OUTCOMES);
    const { decision, reason, takeoverLevel, riskTier, ...rest } = intent;
    return {
      ...rest,
      ...this.#base(number),
      kind: 'outcome',
      intentId: intent.id,
      outcome,
      durationMs: this.#uneven(60_000),
      ...(outcome === 'failure' && {
        errorContext: { code: 'Timeout', message: 'no answer in 30 s' },
        recoveryActions: ['read back', 'asked again once'],
      }),
    };
  }
}
