import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type {
  EntryActor,
  EntrySource,
  EvidenceExport,
  EvidenceRequest,
} from '@understudy/plugin-understudy-common';
import { randomUUID } from 'node:crypto';
import type { AccessService, UserCredentials } from '../../access/types';
import { withCode } from '../../http/errorCode';
import type { LedgerRecorder } from '../types';
import type { EvidenceFiles } from './EvidenceFiles';
import type { EvidenceWorker } from './EvidenceWorker';
import type { ExportRow } from './ExportRow';
import type { ExportStore } from './ExportStore';
import { toEvidenceExport } from './toEvidenceExport';
import type { EvidenceService } from './types';

const DAY_MS = 24 * 60 * 60 * 1000;

interface Options {
  access: AccessService;
  store: ExportStore;
  worker: Pick<EvidenceWorker, 'wake'>;
  files: EvidenceFiles;
  record: LedgerRecorder;
  atOnce: number;
  perDay: number;
  now?: () => number;
}

/** Evidence packages; see {@link EvidenceService}. */
export class DefaultEvidenceService implements EvidenceService {
  readonly #options: Options;

  static create(options: Options): DefaultEvidenceService {
    return new DefaultEvidenceService(options);
  }

  private constructor(options: Options) {
    this.#options = options;
  }

  async create(
    request: EvidenceRequest,
    options: { credentials: UserCredentials },
  ): Promise<EvidenceExport> {
    const user = await this.#authorize(options.credentials);
    const { from, to } = request.period;
    if (
      from !== undefined &&
      to !== undefined &&
      Date.parse(from) >= Date.parse(to)
    ) {
      throw new InputError('The period must begin before it ends');
    }
    const { store, atOnce, perDay } = this.#options;
    const count = await store.countOf({
      requestedBy: user,
      since: this.#now() - DAY_MS,
    });
    if (count.open >= atOnce) {
      throw new ConflictError(
        `${count.open} packages that you asked for are not finished yet; wait for one, or cancel it`,
      );
    }
    if (count.recent >= perDay) {
      throw new ConflictError(
        `You have asked for ${count.recent} packages in a day, which is as many as one person may`,
      );
    }
    return this.#ask({ request, requestedBy: user, source: 'api' });
  }

  /** Asks for one on behalf of the schedule, once for an occasion. */
  async createFor(options: {
    occasion: string;
    request: EvidenceRequest;
  }): Promise<void> {
    const { occasion, request } = options;
    if (!(await this.#options.store.hasOccasion(occasion))) {
      await this.#ask({
        request,
        occasion,
        requestedBy: 'understudy',
        source: 'scheduler',
      });
    }
  }

  async list(options: {
    credentials: UserCredentials;
  }): Promise<EvidenceExport[]> {
    await this.#authorize(options.credentials);
    return (await this.#options.store.list()).map(toEvidenceExport);
  }

  async get(
    id: string,
    options: { credentials: UserCredentials },
  ): Promise<EvidenceExport> {
    await this.#authorize(options.credentials);
    return toEvidenceExport(await this.#find(id));
  }

  async cancel(
    id: string,
    options: { credentials: UserCredentials },
  ): Promise<EvidenceExport> {
    const user = await this.#authorize(options.credentials);
    const { store, record } = this.#options;
    const row = await this.#find(id);
    if (!['waiting', 'running'].includes(row.state)) {
      throw new ConflictError(
        `The package is ${row.state}, so there is nothing to cancel`,
      );
    }
    if ((await store.cancel({ id, at: this.#now() })) && row.intentId) {
      await record.outcome(row.intentId, {
        actor: { type: 'user', id: user },
        source: 'api',
        operationType: 'export',
        action: 'evidence:export',
        outcome: 'cancelled',
        contextTags: { exportId: id },
      });
    }
    return toEvidenceExport(await this.#find(id));
  }

  async download(id: string, options: { credentials: UserCredentials }) {
    const user = await this.#authorize(options.credentials);
    const row = await this.#find(id);
    if (row.state !== 'ready' || row.bytes === undefined) {
      throw new ConflictError(
        row.state === 'expired'
          ? 'The package was deleted when its time was over; ask for another one'
          : `The package is ${row.state}, so there is nothing to download${
              row.problem ? `: ${row.problem}` : ''
            }`,
      );
    }
    const { files, record } = this.#options;
    const content = await files.open(id);
    try {
      await record.event({
        actor: { type: 'user', id: user },
        source: 'api',
        operationType: 'export',
        action: 'evidence:download',
        reason: row.request.reason,
        outcome: 'success',
        outputDigest: row.sha256,
        contextTags: { exportId: id },
      });
    } catch (error) {
      // What cannot be recorded is not handed out.
      content.destroy();
      throw error;
    }
    const day = new Date(row.requestedAt).toISOString().slice(0, 10);
    return {
      name: `understudy-evidence-${day}-${id.slice(0, 8)}.zip`,
      bytes: row.bytes,
      content,
    };
  }

  async #ask(options: {
    request: EvidenceRequest;
    requestedBy: string;
    source: EntrySource;
    occasion?: string;
  }): Promise<EvidenceExport> {
    const { request, requestedBy, source, occasion } = options;
    const { store, record, worker } = this.#options;
    const id = randomUUID();
    const { reason, period, filter } = request;
    const actor: EntryActor =
      source === 'scheduler'
        ? { type: 'service', id: requestedBy }
        : { type: 'user', id: requestedBy };
    const intent = await record.intent({
      actor,
      source,
      operationType: 'export',
      action: 'evidence:export',
      reason,
      parameters: {
        period: { ...period },
        ...(filter && { filter: { ...filter } }),
      },
      contextTags: { exportId: id },
    });
    await store.add({
      id,
      requestedBy,
      request,
      occasion,
      requestedAt: this.#now(),
      intentId: intent.id,
    });
    worker.wake();
    return toEvidenceExport(await this.#find(id));
  }

  async #authorize(credentials: UserCredentials): Promise<string> {
    const { userEntityRef, decisions } = await this.#options.access.accessOf({
      credentials,
    });
    const name = 'understudy.audit.export';
    const decision = decisions.find(one => one.name === name);
    if (!decision?.allowed) {
      throw withCode(
        'permission-missing',
        new NotAllowedError(
          `You may not take evidence out (${name}). ${
            decision?.reason ?? ''
          }`.trim(),
        ),
      );
    }
    return userEntityRef;
  }

  async #find(id: string): Promise<ExportRow> {
    const row = await this.#options.store.get(id);
    if (!row) {
      throw new NotFoundError('There is no such evidence package');
    }
    return row;
  }

  #now(): number {
    return (this.#options.now ?? Date.now)();
  }
}
