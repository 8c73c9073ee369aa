import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  DecisionPart,
  ResolvedStep,
} from '@understudy/plugin-understudy-common';
import {
  OperationError,
  type AccessReview,
  type ConnectorRegistry,
  type OperationActor,
} from '@understudy/plugin-understudy-node';
import type { JudgedPlan } from './types';

const TIMEOUT_MS = 15_000;

/** Asks the systems themselves whether whoever will act may do it. */
export class ClusterReview {
  readonly #connectors: ConnectorRegistry;
  readonly #logger: LoggerService;

  constructor(options: {
    connectors: ConnectorRegistry;
    logger: LoggerService;
  }) {
    this.#connectors = options.connectors;
    this.#logger = options.logger;
  }

  /** Every step is asked about, so that one refusal does not hide another. */
  async review(
    plan: JudgedPlan,
    options: { actor: OperationActor; signal: AbortSignal },
  ): Promise<DecisionPart> {
    const answers = await Promise.all(
      plan.resolved.map(step => this.#step(plan, step, options)),
    );
    const reasons = answers.flatMap(answer => answer.reasons);
    const evaluated = answers.every(answer => answer.evaluated);
    const identities = [
      ...new Set(answers.flatMap(answer => answer.identities)),
    ];
    return {
      part: 'cluster',
      decision: reasons.length > 0 || !evaluated ? 'deny' : 'allow',
      evaluated,
      sentence:
        reasons[0]?.message ??
        (identities.length > 0
          ? `The systems let ${identities.join(' and ')} do it.`
          : 'The systems ask for no further right.'),
      reasons,
    };
  }

  async #step(
    plan: JudgedPlan,
    step: ResolvedStep,
    options: { actor: OperationActor; signal: AbortSignal },
  ): Promise<{
    reasons: DecisionPart['reasons'];
    evaluated: boolean;
    identities: string[];
  }> {
    const { stepId } = step;
    if (step.refusal) {
      return {
        reasons: [
          {
            ruleId: `step:${step.refusal.code}`,
            message: step.refusal.message,
            stepId,
            remediation: 'Change the step, or look again when it is mended.',
          },
        ],
        evaluated: step.refusal.code !== 'unavailable',
        identities: [],
      };
    }
    const named = plan.content.steps.find(({ id }) => id === stepId);
    try {
      const { operation } = this.#connectors.get(named?.operation ?? '');
      const reviews = await operation.checkAccess(step.targets, {
        actor: options.actor,
        logger: this.#logger,
        signal: AbortSignal.any([
          options.signal,
          AbortSignal.timeout(TIMEOUT_MS),
        ]),
      });
      return {
        reasons: reviews
          .filter(({ allowed }) => !allowed)
          .map(review => toReason(review, stepId)),
        evaluated: true,
        identities: reviews.map(({ identity }) => identity),
      };
    } catch (error) {
      this.#logger.warn(
        `Access of ${named?.operation ?? stepId} cannot be reviewed`,
        toError(error),
      );
      return {
        reasons: [
          {
            ruleId: 'cluster:unavailable',
            message:
              error instanceof OperationError
                ? error.message
                : 'The system could not be asked who may do this.',
            stepId,
            remediation:
              'Try again, and look at the Health page if it stays so.',
          },
        ],
        evaluated: false,
        identities: [],
      };
    }
  }
}

function toReason(
  review: AccessReview,
  stepId: string,
): DecisionPart['reasons'][number] {
  const { verb, resource, subresource, sentence } = review;
  return {
    ruleId: `cluster:${verb}:${resource}${
      subresource === undefined ? '' : `/${subresource}`
    }`,
    message: sentence,
    stepId,
    whoCanHelp: 'Who gives rights on the cluster',
  };
}
