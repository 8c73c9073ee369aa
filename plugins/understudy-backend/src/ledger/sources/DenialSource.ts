import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  EntryActor,
  NewLedgerEntry,
} from '@understudy/plugin-understudy-common';
import type { LedgerRecorder } from '../types';
import { boundedText } from './boundedText';
import { RepeatCounter } from './RepeatCounter';

const MINUTE_MS = 60_000;
/** Pages ask what a person may do all the time, and hide what is refused. */
const HOUR_MS = 60 * MINUTE_MS;

/** Somebody was refused something. */
export interface Denial {
  actor: Pick<EntryActor, 'type' | 'id' | 'onBehalfOf'>;
  /** What was refused, in lower case words such as `api:get-health`. */
  action: string;
  /** Why, as the person was told. */
  reason: string;
  /** What it was about, if that is known. */
  entityRef?: string;
  /** What would have allowed it. */
  permission?: string;
}

/**
 * Records who was refused what. Whoever tries again and again gets one entry
 * for the first time, and then one in a minute that says how often.
 */
export class DenialSource {
  readonly #record: LedgerRecorder;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #attempts: RepeatCounter<Denial>;
  readonly #questions: RepeatCounter<Denial>;
  readonly #writing = new Set<Promise<void>>();

  constructor(options: {
    record: LedgerRecorder;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#record = options.record;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
    const tell =
      (windowMs: number) =>
      (
        denial: Denial,
        times: { count: number; from: number; to: number; further: boolean },
      ) =>
        this.#write(toEntry(denial, times, windowMs));
    this.#attempts = new RepeatCounter({
      windowMs: MINUTE_MS,
      tell: tell(MINUTE_MS),
    });
    this.#questions = new RepeatCounter({
      windowMs: HOUR_MS,
      tell: tell(HOUR_MS),
    });
  }

  /** Somebody tried something and was refused. */
  attempted(denial: Denial): void {
    this.#attempts.count(kindOf(denial), denial, this.#now());
  }

  /**
   * The permission policy said no. That is an answer to a question, and
   * nobody has to have tried anything.
   */
  asked(denial: Denial, times: number = 1): void {
    this.#questions.count(kindOf(denial), denial, this.#now(), times);
  }

  /** Records what has come together; all of it before the process ends. */
  async flush(options: { all?: boolean } = {}): Promise<void> {
    const now = this.#now();
    this.#attempts.flush(now, options);
    this.#questions.flush(now, options);
    const beyond = this.#attempts.takeBeyond() + this.#questions.takeBeyond();
    if (beyond > 0) {
      this.#write({
        actor: { type: 'service', id: 'understudy' },
        source: 'system',
        operationType: 'denial',
        action: 'denial:uncounted',
        outcome: 'denied',
        reason: `${beyond} refusals came from more callers, or for more things, than are told apart in one minute`,
        contextTags: { count: String(beyond) },
      });
    }
    await Promise.all(this.#writing);
  }

  #write(entry: NewLedgerEntry): void {
    const writing = this.#record
      .event(entry)
      .then(() => {})
      .catch(error =>
        this.#logger.error(
          `The refusal of ${entry.action} to ${entry.actor.id} could not be recorded`,
          toError(error),
        ),
      )
      .finally(() => this.#writing.delete(writing));
    this.#writing.add(writing);
  }
}

function kindOf({ actor, action, entityRef, permission }: Denial): string {
  return JSON.stringify([
    actor.type,
    actor.id,
    action,
    entityRef ?? '',
    permission ?? '',
  ]);
}

function toEntry(
  denial: Denial,
  times: { count: number; from: number; to: number; further: boolean },
  windowMs: number,
): NewLedgerEntry {
  const { actor, action, reason, entityRef, permission } = denial;
  return {
    occurredAt: new Date(times.to).toISOString(),
    actor: {
      type: actor.type,
      id: boundedText(actor.id) ?? 'unknown',
      ...(actor.onBehalfOf !== undefined && {
        onBehalfOf: boundedText(actor.onBehalfOf),
      }),
    },
    source: 'api',
    operationType: 'denial',
    action,
    outcome: 'denied',
    reason: boundedText(reason, 2_048),
    entityRef: boundedText(entityRef),
    permissionLevel: boundedText(permission),
    contextTags: {
      count: String(times.count),
      ...(times.further && {
        counting: `further refusals of the same within ${
          windowMs / MINUTE_MS
        } min`,
        from: new Date(times.from).toISOString(),
        to: new Date(times.to).toISOString(),
      }),
    },
  };
}
