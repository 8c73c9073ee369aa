import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type { GuardrailData } from '@understudy/plugin-understudy-common';
import { setImmediate as turn } from 'node:timers/promises';
import { withCode } from '../http/errorCode';
import type {
  PolicyDecision,
  PolicyInput,
  PolicyService,
} from '../policy/types';
import type { DecisionHistory, RecordedDecision } from './DecisionHistory';
import { inputsUnder, type JudgedRevision } from './inputsUnder';
import type { DecisionName, Simulation } from './types';

const DAY_MS = 24 * 60 * 60_000;
const MOST = 2000;
const AT_ONCE = 40;
const SHOWN = 100;

interface Judged {
  decision: DecisionName;
  approvers: number;
  ruleIds: string[];
  /** Who must approve, to compare. */
  quorum: string;
}

/**
 * Makes recorded decisions again, by the guardrails that hold and by others,
 * from the same recorded plans and moments: what differs comes from the
 * guardrails alone.
 */
export class GuardrailSimulator {
  readonly #options: {
    history: DecisionHistory;
    policy: PolicyService;
    now?: () => number;
  };
  #running = false;

  constructor(options: {
    history: DecisionHistory;
    policy: PolicyService;
    now?: () => number;
  }) {
    this.#options = options;
  }

  async run(request: {
    active: GuardrailData;
    other: GuardrailData;
    days: number;
  }): Promise<Simulation> {
    if (this.#running) {
      throw new ConflictError(
        'Another simulation is running. Try again when it has ended.',
      );
    }
    this.#running = true;
    try {
      return await this.#run(request);
    } finally {
      this.#running = false;
    }
  }

  async #run(request: {
    active: GuardrailData;
    other: GuardrailData;
    days: number;
  }): Promise<Simulation> {
    const { history, now = Date.now } = this.#options;
    const since = now() - request.days * DAY_MS;
    const items: Simulation['items'] = [];
    let decisions = 0;
    let changed = 0;
    let below: { at: number; id: string } | undefined;
    while (decisions < MOST) {
      const page = await history.page({
        since,
        ...(below && { below }),
        limit: Math.min(AT_ONCE, MOST - decisions),
      });
      const judged = await Promise.all(
        page.map(recorded => this.#compare(recorded, request)),
      );
      for (const change of judged) {
        if (change) {
          changed += 1;
          if (items.length < SHOWN) {
            items.push(change);
          }
        }
      }
      decisions += page.length;
      below = page[page.length - 1];
      if (page.length < AT_ONCE) {
        break;
      }
      // Others have their turn between two pages.
      await turn();
    }
    return {
      decisions,
      changed,
      sentence: sentenceOf(decisions, changed, request.days),
      items,
    };
  }

  async #compare(
    recorded: RecordedDecision,
    data: { active: GuardrailData; other: GuardrailData },
  ): Promise<Simulation['items'][number] | undefined> {
    const { inputs, revision } = recorded;
    const before = await this.#judge(inputs, data.active, revision);
    const after = await this.#judge(inputs, data.other, revision);
    const first = inputs.findIndex((_, i) => differ(before[i], after[i]));
    if (first === -1) {
      return undefined;
    }
    const [was, would] = [strictest(before), strictest(after)];
    return {
      planId: recorded.planId,
      at: new Date(recorded.at).toISOString(),
      entityRef: recorded.entityRef,
      operation: inputs[first].action.operation,
      before: was.decision,
      after: would.decision,
      approversBefore: was.approvers,
      approversAfter: would.approvers,
      ruleIds: [...new Set(after.flatMap(({ ruleIds }) => ruleIds))],
    };
  }

  async #judge(
    inputs: readonly PolicyInput[],
    data: GuardrailData,
    revision: JudgedRevision | undefined,
  ): Promise<Judged[]> {
    return Promise.all(
      inputsUnder(data, inputs, revision).map(input =>
        this.#judgeStep(input, data),
      ),
    );
  }

  async #judgeStep(input: PolicyInput, data: GuardrailData): Promise<Judged> {
    const decision = await this.#options.policy.evaluate(input, { data });
    if (!decision.evaluated) {
      throw withCode(
        'policy-unavailable',
        new ServiceUnavailableError(
          `Nothing can be simulated. ${decision.reasons[0].message}`,
        ),
      );
    }
    return {
      decision: toName(decision.decision),
      approvers: decision.approvers,
      ruleIds: decision.ruleIds,
      quorum: JSON.stringify([decision.rules, decision.lane]),
    };
  }
}

function toName(decision: PolicyDecision['decision']): DecisionName {
  return decision === 'require_approval' ? 'require-approval' : decision;
}

function differ(before: Judged, after: Judged): boolean {
  return before.decision !== after.decision || before.quorum !== after.quorum;
}

const strictness = { allow: 0, 'require-approval': 1, deny: 2 } as const;

/** A plan is judged by its strictest step, and needs the most people of any. */
function strictest(steps: Judged[]): Pick<Judged, 'decision' | 'approvers'> {
  return steps.reduce(
    (found, { decision, approvers }) => ({
      decision:
        strictness[decision] > strictness[found.decision]
          ? decision
          : found.decision,
      approvers: Math.max(found.approvers, approvers),
    }),
    { decision: 'allow' as DecisionName, approvers: 0 },
  );
}

function sentenceOf(decisions: number, changed: number, days: number): string {
  const period = days === 1 ? 'the last day' : `the last ${days} days`;
  if (decisions === 0) {
    return `Nothing was decided in ${period}, so nothing can be compared.`;
  }
  const of =
    decisions === MOST
      ? `the newest ${MOST} decisions of ${period}`
      : `${decisions} ${
          decisions === 1 ? 'decision' : 'decisions'
        } of ${period}`;
  return changed === 0
    ? `None of ${of} would change.`
    : `Of ${of}, ${
        changed === 1 ? 'this one' : `these ${changed}`
      } would change.`;
}
