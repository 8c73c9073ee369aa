import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  planHash,
  type PlanContent,
  type PlanStep,
  type ResolvedStep,
} from '@understudy/plugin-understudy-common';
import {
  OperationError,
  type ConnectorRegistry,
  type OperationActor,
} from '@understudy/plugin-understudy-node';

/** How long one step may take to be looked up and tried. */
const STEP_TIMEOUT_MS = 20_000;

/** Asks the live systems what a plan is about and what it would do. */
export class PlanResolver {
  readonly #connectors: ConnectorRegistry;
  readonly #logger: LoggerService;

  constructor(options: {
    connectors: ConnectorRegistry;
    logger: LoggerService;
  }) {
    this.#connectors = options.connectors;
    this.#logger = options.logger;
  }

  /** Throws where an operation does not exist or does not take the input. */
  parse(content: PlanContent): PlanContent {
    return {
      ...content,
      steps: content.steps.map(step => ({
        ...step,
        input: this.#connectors.parseInput(step.operation, step.input),
      })),
    };
  }

  /** A step that cannot be resolved says why, and then there is no hash to approve. */
  async resolve(
    content: PlanContent,
    options: { actor: OperationActor; signal: AbortSignal },
  ): Promise<{ resolved: ResolvedStep[]; planHash?: string }> {
    const resolved: ResolvedStep[] = [];
    for (const step of content.steps) {
      resolved.push(await this.#step(step, options));
    }
    return {
      resolved,
      ...(resolved.every(({ refusal }) => refusal === undefined) && {
        planHash: planHash({ content, resolved }),
      }),
    };
  }

  async #step(
    step: PlanStep,
    options: { actor: OperationActor; signal: AbortSignal },
  ): Promise<ResolvedStep> {
    const refuse = (code: string, message: string): ResolvedStep => ({
      stepId: step.id,
      targets: [],
      refusal: { code, message },
    });
    try {
      const { operation } = this.#connectors.get(step.operation);
      const context = {
        actor: options.actor,
        logger: this.#logger,
        signal: AbortSignal.any([
          options.signal,
          AbortSignal.timeout(STEP_TIMEOUT_MS),
        ]),
      };
      const targets = await operation.resolve(step.input, context);
      if (targets.length === 0) {
        return refuse('not-found', 'There is nothing that fits this step.');
      }
      if (operation.verb === 'read') {
        return { stepId: step.id, targets };
      }
      if (!operation.preview) {
        return refuse(
          'no-preview',
          `${operation.title} cannot be previewed, so it cannot be planned.`,
        );
      }
      const preview = await operation.preview(step.input, targets, context);
      return { stepId: step.id, targets, preview };
    } catch (error) {
      if (error instanceof OperationError) {
        return refuse(error.kind, error.message);
      }
      this.#logger.error(
        `${step.operation} cannot be previewed`,
        toError(error),
      );
      return refuse(
        'failed',
        'Something went wrong while this step was looked up; the log of the backend tells more.',
      );
    }
  }
}
