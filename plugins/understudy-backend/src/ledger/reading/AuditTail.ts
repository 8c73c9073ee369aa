import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import type { CallerCredentials } from '../../access/types';
import type { AuditFilters } from './AuditFilters';
import type { AuditReader } from './AuditReader';
import type { AuditRightsService } from './AuditRights';
import type { AuditScope } from './AuditScope';
import type { ReadingProjector } from './ReadingProjector';
import { TooManyStreamsError } from './TooManyStreamsError';

const BATCH = 100;
const STREAMS_PER_CALLER = 5;
const STREAMS = 500;

/** How often a stream does what. */
export interface TailRhythm {
  /** How often it looks, where nothing tells it to. */
  pollMs: number;
  /** After how long without an event it says that it is still there. */
  heartbeatMs: number;
  /** How often it asks again whether the caller may read. */
  authorizeMs: number;
}

const RHYTHM: TailRhythm = {
  pollMs: 1_000,
  heartbeatMs: 15_000,
  authorizeMs: 60_000,
};

/** What a stream is asked for. */
export interface TailRequest {
  filters: AuditFilters;
  /** Sends what comes after this index; only what is new if not given. */
  after: number | undefined;
  evidence: boolean;
  signal: AbortSignal;
}

function event(name: string, data: unknown, id?: number): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return `${idLine}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/**
 * New entries as they come, as server-sent events. Reads on only when what it
 * gave was taken, so that a slow reader costs no memory.
 */
export class AuditTail {
  readonly #reader: AuditReader;
  readonly #projector: ReadingProjector;
  readonly #rights: AuditRightsService;
  readonly #logger: LoggerService;
  readonly #rhythm: TailRhythm;
  readonly #streams = new Map<string, number>();

  constructor(options: {
    reader: AuditReader;
    projector: ReadingProjector;
    rights: AuditRightsService;
    logger: LoggerService;
    rhythm?: TailRhythm;
  }) {
    this.#reader = options.reader;
    this.#projector = options.projector;
    this.#rights = options.rights;
    this.#logger = options.logger;
    this.#rhythm = options.rhythm ?? RHYTHM;
  }

  /** Opens a stream. Throws where the caller may not read, or has too many. */
  async open(
    request: TailRequest,
    credentials: CallerCredentials,
  ): Promise<AsyncIterable<string>> {
    const { caller, scope } = await this.#rights.rightsOf(credentials);
    this.#take(`${caller.type}:${caller.id}`, request.signal);
    const start = request.after ?? (await this.#reader.size()) - 1;
    return this.#stream(request, { start, scope, credentials });
  }

  async *#stream(
    request: TailRequest,
    begin: { start: number; scope: AuditScope; credentials: CallerCredentials },
  ): AsyncGenerator<string> {
    const { signal, filters, evidence } = request;
    const { heartbeatMs, authorizeMs } = this.#rhythm;
    let { start: index, scope } = begin;
    let authorizedAt = Date.now();
    let saidAt = Date.now();
    yield event('ready', { index }, index);
    try {
      while (!signal.aborted) {
        if (Date.now() - authorizedAt >= authorizeMs) {
          ({ scope } = await this.#rights.rightsOf(begin.credentials));
          authorizedAt = Date.now();
        }
        const { expiresAt } = begin.credentials;
        if (expiresAt && expiresAt.getTime() <= Date.now()) {
          yield event('end', { reason: 'signed-out' });
          return;
        }
        const { items, upTo } = await this.#reader.after(
          { filters, index, limit: BATCH },
          { scope, evidence },
        );
        for (const item of items) {
          yield event('entry', item, item.index);
        }
        const moved = upTo > index;
        index = upTo;
        if (items.length > 0) {
          yield event('ready', { index }, index);
          saidAt = Date.now();
        } else if (Date.now() - saidAt >= heartbeatMs) {
          yield `id: ${index}\n: still here\n\n`;
          saidAt = Date.now();
        }
        if (!moved) {
          await this.#news(signal);
        }
      }
    } catch (error) {
      const refused = isError(error) && error.name === 'NotAllowedError';
      if (!refused) {
        this.#logger.error('A stream of entries ended', toError(error));
      }
      yield event('end', { reason: refused ? 'not-allowed' : 'unavailable' });
    }
  }

  /** Waits until there may be something new, or somebody goes. */
  async #news(signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      return;
    }
    let wake = () => {};
    const woken = new Promise<void>(resolve => {
      wake = resolve;
    });
    const timer = setTimeout(wake, this.#rhythm.pollMs);
    const off = this.#projector.onProgress(wake);
    signal.addEventListener('abort', wake, { once: true });
    await woken;
    off();
    clearTimeout(timer);
    signal.removeEventListener('abort', wake);
  }

  /** Counts a stream for as long as it is open. */
  #take(caller: string, signal: AbortSignal): void {
    const mine = this.#streams.get(caller) ?? 0;
    const all = [...this.#streams.values()].reduce((sum, n) => sum + n, 0);
    if (mine >= STREAMS_PER_CALLER || all >= STREAMS) {
      throw new TooManyStreamsError(
        mine >= STREAMS_PER_CALLER
          ? `You have ${mine} streams of entries open, which is as many as one may have. Close one of the pages that show them.`
          : 'As many streams of entries are open as this server takes. Try again in a while.',
      );
    }
    if (signal.aborted) {
      return;
    }
    this.#streams.set(caller, mine + 1);
    signal.addEventListener(
      'abort',
      () => {
        const left = (this.#streams.get(caller) ?? 1) - 1;
        if (left > 0) {
          this.#streams.set(caller, left);
        } else {
          this.#streams.delete(caller);
        }
      },
      { once: true },
    );
  }
}
