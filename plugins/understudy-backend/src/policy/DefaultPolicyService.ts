import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { canonicalJson } from '@understudy/ledger';
import type { GuardrailData } from '@understudy/plugin-understudy-common';
import { createHash } from 'node:crypto';
import { parseAnswer } from './parseAnswer';
import type { EngineData } from './PolicyEngine';
import type { EngineSource } from './EngineSource';
import { policyLimits } from './policyLimits';
import type { PolicyMetrics } from './PolicyMetrics';
import { PolicyUnavailableError } from './PolicyUnavailableError';
import type {
  PolicyDecision,
  PolicyInput,
  PolicyService,
  PolicyStatus,
} from './types';
import { unavailableDecision } from './unavailableDecision';

const SAID_AGAIN_MS = 60_000;

interface Guardrails extends EngineData {
  version: string;
}

function toGuardrails(version: string, data: GuardrailData): Guardrails {
  const json = JSON.stringify({ guardrails: data });
  if (Buffer.byteLength(json) > policyLimits.dataBytes) {
    throw new PolicyUnavailableError(
      `The guardrails are larger than ${policyLimits.dataBytes} bytes.`,
    );
  }
  const key = createHash('sha256').update(json).digest('hex');
  return { version, key, json };
}

/** Asks the engine, and refuses in its place when it cannot answer. */
export class DefaultPolicyService implements PolicyService {
  readonly #source: EngineSource;
  readonly #logger: LoggerService;
  readonly #metrics: PolicyMetrics;
  #guardrails: Guardrails | PolicyUnavailableError = new PolicyUnavailableError(
    'The guardrails are not loaded.',
  );
  readonly #simulations = new WeakMap<GuardrailData, Guardrails>();
  #lastError: string | undefined;
  #said: { what: string; at: number } | undefined;

  constructor(options: {
    source: EngineSource;
    logger: LoggerService;
    metrics: PolicyMetrics;
  }) {
    this.#source = options.source;
    this.#logger = options.logger;
    this.#metrics = options.metrics;
  }

  async evaluate(
    input: PolicyInput,
    options: { data?: GuardrailData } = {},
  ): Promise<PolicyDecision> {
    const startedAt = performance.now();
    let inputDigest = '';
    let decision: PolicyDecision;
    try {
      // Through JSON, so that what is left out and what is undefined are one.
      const json = canonicalJson(JSON.parse(JSON.stringify(input)));
      inputDigest = `sha256:${createHash('sha256').update(json).digest('hex')}`;
      if (json.length > policyLimits.inputBytes) {
        throw new PolicyUnavailableError(
          'The plan is too large to be judged; make several smaller ones.',
        );
      }
      const guardrails = options.data
        ? this.#simulated(options.data)
        : this.#current();
      const engine = this.#source.engine();
      const answer = parseAnswer(await engine.evaluate(json, guardrails));
      decision = {
        ...answer,
        policyVersion: `${engine.version}+${guardrails.version}`,
        inputDigest,
        evaluated: true,
      };
      if (!options.data) {
        this.#lastError = undefined;
      }
    } catch (error) {
      const why = this.#say(toError(error), options.data !== undefined);
      const { policyVersion = 'none' } = this.status();
      decision = unavailableDecision({
        input,
        why,
        policyVersion,
        inputDigest,
      });
    }
    this.#metrics.decided(decision, startedAt);
    return decision;
  }

  status(): PolicyStatus {
    const { mode } = this.#source;
    try {
      const engine = this.#source.engine();
      const { version } = this.#current();
      const policyVersion = `${engine.version}+${version}`;
      if (this.#lastError !== undefined) {
        return {
          ready: false,
          mode,
          policyVersion,
          lastError: this.#lastError,
          sentence: `Policy cannot be evaluated ${engine.where}. ${
            this.#lastError
          } Nothing is written; plain reads pass.`,
          action: this.#source.remedy,
        };
      }
      const warning = this.#source.warning?.();
      return {
        ready: true,
        mode,
        policyVersion,
        ...(warning !== undefined && { lastError: warning }),
        sentence: `Policy is evaluated ${engine.where}, with guardrails ${version}.`,
      };
    } catch (error) {
      const { message } = toError(error);
      return {
        ready: false,
        mode,
        lastError: message,
        sentence: `Policy cannot be evaluated. ${message} Nothing is written; plain reads pass.`,
        action: this.#source.remedy,
      };
    }
  }

  setData(version: string, data: GuardrailData): void {
    try {
      if (this.#guardrails instanceof Error) {
        // That there were none is no longer what is wrong.
        this.#lastError = undefined;
      }
      this.#guardrails = toGuardrails(version, data);
    } catch (error) {
      this.#guardrails = new PolicyUnavailableError(toError(error).message);
    }
  }

  withdrawData(why: string): void {
    this.#guardrails = new PolicyUnavailableError(why);
  }

  #current(): Guardrails {
    if (this.#guardrails instanceof Error) {
      throw this.#guardrails;
    }
    return this.#guardrails;
  }

  /** A simulation asks thousands of times with the same data. */
  #simulated(data: GuardrailData): Guardrails {
    let found = this.#simulations.get(data);
    if (!found) {
      found = toGuardrails('simulation', data);
      this.#simulations.set(data, found);
    }
    return found;
  }

  /** What people may read of an error; the rest goes to the log, not every time. */
  #say(error: Error, simulated: boolean): string {
    const known = error instanceof PolicyUnavailableError;
    const why = known ? error.message : 'It failed inside.';
    if (!simulated) {
      this.#lastError = why;
    }
    const now = Date.now();
    if (
      this.#said?.what !== error.message ||
      now - this.#said.at > SAID_AGAIN_MS
    ) {
      this.#said = { what: error.message, at: now };
      this.#logger.error('Policy cannot be evaluated', error);
    }
    return why;
  }
}
