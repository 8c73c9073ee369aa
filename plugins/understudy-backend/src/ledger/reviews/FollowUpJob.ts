import { createHmac } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { boundedText } from '../sources/boundedText';
import type { OnceRecorder } from '../sources/OnceRecorder';
import type { DueFollowUp, FollowUpStore } from './FollowUpStore';
import type { FollowUpConfig } from './readFollowUpConfig';

const MINUTE_MS = 60_000;
const ATTEMPTS = 10;
const ANSWER_BYTES = 65_536;

/** What happened is known, and can be said. */
class Refused extends Error {}

/**
 * Hands follow-ups to the ticketing system, again and again for some hours
 * until it takes them. Each has an id of its own, so that one which arrives
 * twice can be told.
 */
export class FollowUpJob {
  readonly #config: FollowUpConfig;
  readonly #store: FollowUpStore;
  readonly #once: OnceRecorder;
  readonly #logger: LoggerService;
  readonly #now: () => number;

  constructor(options: {
    config: FollowUpConfig;
    store: FollowUpStore;
    once: OnceRecorder;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#config = options.config;
    this.#store = options.store;
    this.#once = options.once;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** Sends what is due. */
  async run(options: { signal?: AbortSignal } = {}): Promise<void> {
    for (const followUp of await this.#store.due(this.#now())) {
      options.signal?.throwIfAborted();
      const wait = MINUTE_MS * 2 ** followUp.attempts;
      const taken = await this.#store.take(followUp, {
        nextAt: this.#now() + wait,
      });
      if (taken) {
        await this.#deliver(followUp);
      }
    }
  }

  async #deliver(followUp: DueFollowUp): Promise<void> {
    const { id, attempts } = followUp;
    try {
      const ticket = await this.#send(followUp);
      await this.#record(followUp, { ticket });
      await this.#store.finish(id, { status: 'delivered', ticket });
    } catch (error) {
      const problem = inWords(error);
      this.#logger.warn(`The follow-up ${id} was not taken: ${problem}`);
      if (attempts + 1 < ATTEMPTS) {
        await this.#store.fail(id, problem);
        return;
      }
      await this.#record(followUp, { problem });
      await this.#store.finish(id, { status: 'failed', problem });
    }
  }

  async #send({ id, body }: DueFollowUp): Promise<string | undefined> {
    const { url, secret, timeoutMs } = this.#config;
    const time = Math.floor(this.#now() / 1_000);
    const signature = createHmac('sha256', secret)
      .update(`${time}.${body}`)
      .digest('hex');
    const response = await fetch(url, {
      method: 'POST',
      // Another address than the configured one is never called.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'Content-Type': 'application/json',
        'Idempotency-Key': id,
        'Understudy-Signature': `t=${time},v1=${signature}`,
      },
      body,
    });
    const answer = await readBounded(response);
    if (!response.ok) {
      throw new Refused(`it answered ${response.status || 'with a redirect'}`);
    }
    return ticketOf(answer);
  }

  async #record(
    { id, flagId, by }: DueFollowUp,
    end: { ticket?: string; problem?: string },
  ): Promise<void> {
    const failed = end.problem !== undefined;
    const entryId = await this.#once.event(
      `follow-up\n${id}\n${failed ? 'failed' : 'delivered'}`,
      {
        actor: { type: 'service', id: 'understudy', onBehalfOf: by },
        source: 'scheduler',
        operationType: 'review',
        action: 'review:follow-up-deliver',
        correlationId: `review-flag:${flagId}`,
        targetSystem: this.#config.url.host,
        reason: failed
          ? 'The ticketing system did not take the follow-up'
          : 'The ticketing system took the follow-up',
        outcome: failed ? 'failure' : 'success',
        ...(failed && {
          errorContext: { message: end.problem! },
          recoveryActions: [`tried ${ATTEMPTS} times over some hours`],
        }),
        contextTags: {
          flag: flagId,
          followUp: id,
          ...(end.ticket !== undefined && { ticket: end.ticket }),
        },
      },
    );
    if (entryId === undefined) {
      throw new Refused('another replica is just recording it');
    }
  }
}

/** What went wrong, without anything that the other side or the network says. */
function inWords(error: unknown): string {
  if (error instanceof Refused) {
    return error.message;
  }
  return (error as Error)?.name === 'TimeoutError'
    ? 'it did not answer in time'
    : 'it could not be reached';
}

async function readBounded(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > ANSWER_BYTES) {
      break;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Ticketing systems name a ticket in one of these ways, or not at all. */
function ticketOf(answer: string): string | undefined {
  try {
    const body = JSON.parse(answer);
    for (const name of ['ticket', 'key', 'number', 'id']) {
      const value = body?.[name];
      const text = boundedText(
        typeof value === 'number' ? String(value) : value,
        128,
      );
      if (text !== undefined) {
        return text;
      }
    }
  } catch {
    // Many answer with nothing, or with a word.
  }
  return undefined;
}
