import type { EngineSource } from './EngineSource';
import type { EngineData, PolicyEngine } from './PolicyEngine';
import { policyEntrypoint } from './policyEntrypoint';
import { policyLimits } from './policyLimits';
import { PolicyUnavailableError } from './PolicyUnavailableError';

/** A policy server that speaks the REST API of OPA. */
export class ServerSource implements EngineSource, PolicyEngine {
  readonly mode = 'server';
  readonly remedy =
    'See that the policy server under understudy.policy.server.url runs, has the rules, and answers quickly.';
  readonly version = 'server';
  readonly where = 'by a policy server';
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(options: { url: string; token?: string }) {
    this.#url = `${options.url.replace(
      /\/+$/,
      '',
    )}/v1/data/${policyEntrypoint}`;
    this.#headers = {
      'content-type': 'application/json',
      ...(options.token && { authorization: `Bearer ${options.token}` }),
    };
  }

  engine(): PolicyEngine {
    return this;
  }

  async stop(): Promise<void> {}

  async evaluate(inputJson: string, data: EngineData): Promise<unknown> {
    const signal = AbortSignal.timeout(policyLimits.evaluationMs);
    try {
      const response = await fetch(this.#url, {
        method: 'POST',
        headers: this.#headers,
        // The guardrails go with the input, so that what decided is what is recorded.
        body: `{"input":${withGuardrails(inputJson, data.json)}}`,
        redirect: 'manual',
        signal,
      });
      if (response.status !== 200) {
        await response.body?.cancel();
        throw new PolicyUnavailableError(
          `The policy server answered with status ${response.status}.`,
        );
      }
      const { result } = JSON.parse(await boundedText(response));
      if (result === undefined) {
        throw new PolicyUnavailableError(
          `The policy server has no document ${policyEntrypoint}.`,
        );
      }
      return result;
    } catch (error) {
      if (error instanceof PolicyUnavailableError) {
        throw error;
      }
      if (signal.aborted) {
        throw new PolicyUnavailableError(
          `The policy server did not answer within ${policyLimits.evaluationMs} ms.`,
        );
      }
      throw new PolicyUnavailableError(
        error instanceof SyntaxError
          ? 'The policy server did not answer with JSON.'
          : 'The policy server cannot be reached.',
        error,
      );
    }
  }
}

/** Both are JSON objects, the second one not empty. */
function withGuardrails(inputJson: string, dataJson: string): string {
  return `${inputJson.slice(0, -1)},${dataJson.slice(1)}`;
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > policyLimits.answerBytes) {
      throw new PolicyUnavailableError(
        `The policy server answered with more than ${policyLimits.answerBytes} bytes.`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
