import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { canonicalJson } from '@understudy/ledger';
import {
  computeFacts,
  readSystemType,
  resolveClusterEnvironment,
  type DecisionPart,
  type Elevation,
  type Environment,
  type EnvironmentName,
  type GuardrailData,
  type OperationSummary,
  type PlanDecision,
  type PlanFacts,
  type TakeoverLevel,
} from '@understudy/plugin-understudy-common';
import type { ConnectorRegistry } from '@understudy/plugin-understudy-node';
import { createHash } from 'node:crypto';
import type { FreezeService } from '../freezes/types';
import { withCode } from '../http/errorCode';
import type { LevelService } from '../levels/types';
import type { PolicyDecision, PolicyService } from '../policy/types';
import type { ClusterReview } from './ClusterReview';
import { levelPart, permissionPart, policyPart } from './decisionParts';
import { mergeSteps, type MergedPolicy } from './mergeSteps';
import { policyInputs } from './policyInputs';
import type {
  Assessment,
  DecisionService,
  JudgedPlan,
  PermissionStanding,
} from './types';

/** From the mildest to the strictest. */
const STRICTNESS: readonly EnvironmentName[] = [
  'development',
  'test',
  'pre-production',
  'production',
];
/** Whoever has one of these relations to an entity needs it. */
const DEPENDANTS = ['dependencyOf', 'apiConsumedBy', 'hasPart'];

interface Options {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  connectors: ConnectorRegistry;
  environments: readonly Environment[];
  levels: Pick<LevelService, 'held'>;
  freezes: Pick<FreezeService, 'inForce'>;
  guardrails: { active(): Promise<{ data: GuardrailData }> };
  /** A higher level for a short time, where people granted one. */
  elevations: {
    inForce(request: {
      entityRef: string;
      environment: EnvironmentName;
      at: number;
    }): Promise<Elevation | undefined>;
  };
  policy: Pick<PolicyService, 'evaluate'>;
  review: Pick<ClusterReview, 'review'>;
  onCall: {
    whoIs(request: {
      entityRef: string;
      environment: EnvironmentName;
      at: Date;
    }): Promise<{ people: { userEntityRef: string }[] }>;
  };
  incidents: {
    findOpen(request: {
      incident: string;
      entityRef: string;
    }): Promise<{ id: string } | undefined>;
  };
}

/** All four parts are always asked; the most restrictive of them decides. */
export class DefaultDecisionService implements DecisionService {
  readonly #options: Options;

  static create(options: Options): DefaultDecisionService {
    return new DefaultDecisionService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async assess(
    plan: JudgedPlan,
    options: {
      permission: PermissionStanding;
      at: number;
      signal: AbortSignal;
    },
  ): Promise<Assessment> {
    const { permission, at, signal } = options;
    const { data: guardrails } = await this.#options.guardrails.active();
    const facts = await this.#facts(plan, guardrails, at);
    const inputs = policyInputs(plan, {
      permission,
      facts,
      at,
      sensitivity: stepId => this.#sensitivity(plan, stepId),
      ...(await this.#emergency(plan, facts.environment, at)),
    });
    const [decisions, cluster] = await Promise.all([
      Promise.all(inputs.map(input => this.#options.policy.evaluate(input))),
      this.#options.review.review(plan, {
        actor: {
          userEntityRef: plan.requestedBy,
          groups: [...permission.groups],
        },
        signal,
      }),
    ]);
    const common = { content: plan.content, decisions, guardrails };
    const parts = [
      permissionPart(permission),
      levelPart({ ...common, software: plan.agent !== undefined }),
      policyPart(common),
      cluster,
    ];
    return {
      environment: facts.environment,
      facts,
      inputs,
      decision: toDecision(parts, mergeSteps(decisions), decisions, at),
    };
  }

  async #facts(
    plan: JudgedPlan,
    guardrails: GuardrailData,
    at: number,
  ): Promise<PlanFacts> {
    const { freezes, elevations } = this.#options;
    const { content } = plan;
    const environment = this.#environmentOf(plan);
    const { held, cap, dependants } = await this.#entity(
      content.entityRef,
      environment.name,
    );
    const elevation = environment.known
      ? await elevations.inForce({
          entityRef: content.entityRef,
          environment: environment.name,
          at,
        })
      : undefined;
    const freeze = await freezes.inForce({
      environment: environment.name,
      entityRef: content.entityRef,
      bySoftware: plan.agent !== undefined,
      at,
    });
    return computeFacts({
      content,
      resolved: plan.resolved,
      operations: this.#operations(plan),
      guardrails,
      environment,
      level: { held, cap, ...(elevation && { elevation }) },
      dependants,
      freezes: freeze
        ? [
            {
              id: freeze.id,
              reason: freeze.reason,
              from: new Date(0).toISOString(),
              ...(freeze.until !== undefined && { to: freeze.until }),
            },
          ]
        : [],
      now: new Date(at),
    });
  }

  /** By configuration alone; where nothing is known, the rules of production hold. */
  #environmentOf(plan: JudgedPlan): { name: EnvironmentName; known: boolean } {
    const found = plan.resolved
      .flatMap(({ targets }) => targets)
      .map(({ cluster }) =>
        resolveClusterEnvironment(cluster, this.#options.environments),
      );
    if (found.length === 0 || found.some(({ known }) => !known)) {
      return { name: 'production', known: false };
    }
    const names = found.map(({ environment }) => environment.name);
    return {
      name: [...STRICTNESS].reverse().find(name => names.includes(name))!,
      known: true,
    };
  }

  async #entity(
    entityRef: string,
    environment: EnvironmentName,
  ): Promise<{
    held: TakeoverLevel;
    cap: TakeoverLevel;
    dependants: string[];
  }> {
    const { auth, catalog, levels, environments, logger } = this.#options;
    const { cap } = environments.find(({ name }) => name === environment)!;
    const credentials = await auth.getOwnServiceCredentials();
    const entity = await catalog
      .getEntityByRef(entityRef, { credentials })
      .catch(error => {
        logger.error('The catalog does not answer', toError(error));
        throw withCode(
          'catalog-unavailable',
          new ServiceUnavailableError(
            'The catalog does not answer just now, so nothing can be judged. Try again, and tell an administrator if it stays so.',
          ),
        );
      });
    if (!entity) {
      return { held: 'L1_OBSERVATION', cap, dependants: [] };
    }
    const { value: systemType } = readSystemType(entity);
    return {
      held: await levels.held({ entityRef, environment, systemType, cap }),
      cap,
      dependants: [
        ...new Set(
          (entity.relations ?? [])
            .filter(({ type }) => DEPENDANTS.includes(type))
            .map(({ targetRef }) => targetRef),
        ),
      ].sort(),
    };
  }

  #operations(plan: JudgedPlan): OperationSummary[] {
    const ids = new Set(plan.content.steps.map(({ operation }) => operation));
    return [...ids].flatMap(id => {
      const found = this.#options.connectors.find(id);
      return found
        ? [
            {
              id,
              verb: found.operation.verb,
              reversible: found.operation.reversible,
              ...(found.operation.tier && { tier: found.operation.tier }),
            },
          ]
        : [];
    });
  }

  #sensitivity(plan: JudgedPlan, stepId: string): 'plain' | 'sensitive' {
    const step = plan.content.steps.find(({ id }) => id === stepId);
    const found = step && this.#options.connectors.find(step.operation);
    return found?.operation.sensitivity?.(step!.input) ?? 'sensitive';
  }

  /** What is said of an incident and of duty counts only where it is so. */
  async #emergency(
    plan: JudgedPlan,
    environment: EnvironmentName,
    at: number,
  ): Promise<{ onCall: boolean; incident?: string }> {
    const { onCall, incidents } = this.#options;
    const { incident, entityRef } = plan.content;
    const open =
      incident === undefined
        ? undefined
        : await incidents.findOpen({ incident, entityRef });
    if (!open) {
      // Duty means something only together with an incident.
      return { onCall: false };
    }
    const duty = await onCall.whoIs({
      entityRef,
      environment,
      at: new Date(at),
    });
    return {
      onCall: duty.people.some(one => one.userEntityRef === plan.requestedBy),
      incident: open.id,
    };
  }
}

const ORDER = ['allow', 'require-approval', 'deny'] as const;

function toDecision(
  parts: DecisionPart[],
  merged: MergedPolicy,
  decisions: readonly PolicyDecision[],
  at: number,
): PlanDecision {
  const decision =
    ORDER[
      Math.max(
        ORDER.indexOf(merged.decision),
        ...parts.map(part => ORDER.indexOf(part.decision)),
      )
    ];
  const asks = decision === 'require-approval';
  return {
    decision,
    sentence: sentenceOf(decision, parts, merged),
    parts,
    ruleIds: [
      ...new Set(
        parts.flatMap(({ reasons }) => reasons.map(({ ruleId }) => ruleId)),
      ),
    ],
    approvers: asks ? merged.approvers : 0,
    rules: asks ? merged.rules : [],
    lane: decision === 'deny' ? 'none' : merged.lane,
    policyVersion: merged.policyVersion,
    inputDigest: digestOf(decisions),
    decidedAt: new Date(at).toISOString(),
    ...(merged.humanExecutes && { humanExecutes: true }),
    ...(asks && {
      expiryMinutes: merged.expiryMinutes,
      freshPresence: merged.freshPresence,
      selfApproval: merged.selfApproval,
    }),
    ...(asks && merged.breakGlass && { breakGlass: merged.breakGlass }),
    ...(merged.reviewHours !== undefined && {
      reviewHours: merged.reviewHours,
    }),
  };
}

function sentenceOf(
  decision: PlanDecision['decision'],
  parts: readonly DecisionPart[],
  merged: MergedPolicy,
): string {
  if (decision === 'allow') {
    return merged.lane === 'read'
      ? 'It only reads, so it may start at once.'
      : 'It may start without anybody approving it.';
  }
  if (decision === 'deny') {
    const no = parts.find(part => part.decision === 'deny');
    return no?.sentence ?? 'It is refused.';
  }
  if (merged.selfApproval) {
    return 'Whoever asked may approve it as well, and that is recorded.';
  }
  return merged.approvers === 1
    ? 'One other person has to approve it.'
    : `${merged.approvers} other people have to approve it.`;
}

/** One digest for all steps, so that the decision can be found again. */
function digestOf(decisions: readonly PolicyDecision[]): string {
  const digests = decisions.map(({ inputDigest }) => inputDigest);
  return digests.length === 1
    ? digests[0]
    : `sha256:${createHash('sha256')
        .update(canonicalJson(digests))
        .digest('hex')}`;
}
