import type { CompoundEntityRef } from '@backstage/catalog-model';
import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';
import { decodeBase64 } from '@understudy/ledger';
import { answerOf } from '../api/answerOf';
import { BackendClient } from '../api/BackendClient';
import type { AuditApi, OpenedPage, TailEvent } from './AuditApi';
import type {
  AuditFacetField,
  AuditPage,
  AuditParameters,
  AuditQuery,
} from './AuditTypes';
import { openAuditEntry } from './openAuditEntry';
import { queryString } from './queryString';
import { readEvents } from './readEvents';

const include: ['evidence'] = ['evidence'];

const exportTypes = {
  markdown: 'text/markdown',
  json: 'application/x-ndjson',
  csv: 'text/csv',
};

/** Asks the backend for entries, and reads them out of the text that is verified. */
export class DefaultAuditApi implements AuditApi {
  readonly #backend: BackendClient;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#backend = new BackendClient(options);
  }

  async listEntries(
    parameters: AuditParameters,
    options: { signal?: AbortSignal } = {},
  ) {
    const client = await this.#backend.typed();
    const query = { ...parameters, include };
    return opened(
      answerOf(
        await client.request('get', '/audit/entries', {
          params: { query },
          signal: options.signal,
        }),
      ),
    );
  }

  async getTimeline(
    entity: CompoundEntityRef,
    options: { limit: number; signal?: AbortSignal },
  ) {
    const client = await this.#backend.typed();
    const path = {
      kind: entity.kind.toLocaleLowerCase('en-US'),
      namespace: entity.namespace,
      name: entity.name,
    };
    return opened(
      answerOf(
        await client.request(
          'get',
          '/entities/{kind}/{namespace}/{name}/timeline',
          {
            params: { path, query: { limit: options.limit, include } },
            signal: options.signal,
          },
        ),
      ),
    );
  }

  async getEntry(id: string) {
    const client = await this.#backend.typed();
    const detail = answerOf(
      await client.request('get', '/audit/entries/{id}', {
        params: { path: { id } },
      }),
    );
    return {
      entry: openAuditEntry(detail.entry),
      intent: detail.intent && openAuditEntry(detail.intent),
      notes: detail.notes.map(openAuditEntry),
    };
  }

  async addNote(
    id: string,
    note: { text: string; links?: Array<{ url: string }> },
  ) {
    const client = await this.#backend.typed();
    await client.request('post', '/audit/entries/{id}/notes', {
      params: { path: { id } },
      body: note,
    });
  }

  async getFacet(field: AuditFacetField, options: { contains?: string }) {
    const client = await this.#backend.typed();
    const { facets } = answerOf(
      await client.request('get', '/audit/facets', {
        params: { query: { field, ...options } },
      }),
    );
    return facets.find(facet => facet.field === field);
  }

  async *tail(
    parameters: AuditParameters,
    options: { after?: number; signal: AbortSignal },
  ): AsyncGenerator<TailEvent> {
    const { after, signal } = options;
    const query = queryString({ ...parameters, after, include });
    const response = await this.#backend.raw(`/audit/tail${query}`, {
      type: 'text/event-stream',
      signal,
    });
    if (!response.body) {
      return;
    }
    for await (const { event, data } of readEvents(response.body)) {
      if (event === 'entry') {
        yield { type: 'entry', entry: openAuditEntry(JSON.parse(data)) };
      } else if (event === 'ready') {
        yield { type: 'ready', index: Number(JSON.parse(data).index) };
      } else if (event === 'end') {
        yield { type: 'end', reason: String(JSON.parse(data).reason) };
      }
    }
  }

  async exportEntries(
    parameters: AuditParameters,
    format: keyof typeof exportTypes,
  ) {
    const query = queryString({ ...parameters, limit: 10_000, format });
    const response = await this.#backend.raw(`/audit/export${query}`, {
      type: exportTypes[format],
    });
    return response.blob();
  }

  async listViews() {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/audit/views')).items;
  }

  async createView(view: { name: string; query: AuditQuery; shared: boolean }) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/audit/views', { body: view }),
    );
  }

  async deleteView(viewId: string) {
    const client = await this.#backend.typed();
    await client.request('delete', '/audit/views/{viewId}', {
      params: { path: { viewId } },
    });
  }

  async listAlarms() {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/ledger/alarms')).items;
  }

  async resolveAlarm(id: string, reason: string) {
    const client = await this.#backend.typed();
    return answerOf(
      await client.request('post', '/ledger/alarms/{id}/resolution', {
        params: { path: { id } },
        body: { reason },
      }),
    ).items;
  }

  async listVerifications() {
    const client = await this.#backend.typed();
    return answerOf(await client.request('get', '/ledger/verifications')).items;
  }

  async startVerification() {
    const client = await this.#backend.typed();
    return answerOf(await client.request('post', '/ledger/verifications'))
      .items;
  }

  async redact(id: string, body: { pointers: string[]; reason: string }) {
    const client = await this.#backend.typed();
    await client.request('post', '/audit/entries/{id}/redactions', {
      params: { path: { id } },
      body,
    });
  }

  async readCheckpoint() {
    const client = await this.#backend.typed();
    const status = answerOf(
      // A checkpoint from a cache would look like a replay.
      await client.request('get', '/ledger/status', { cache: 'no-store' }),
    );
    return (
      status.checkpoint && {
        note: status.checkpoint.note,
        anchors: status.anchors,
      }
    );
  }

  async readConsistency(from: number, to: number) {
    const client = await this.#backend.typed();
    const { proof } = answerOf(
      await client.request('get', '/ledger/consistency', {
        params: { query: { from, to } },
      }),
    );
    return proof.map(decodeBase64);
  }

  async readInclusion(indexes: readonly number[]) {
    const client = await this.#backend.typed();
    const { checkpoint, proofs } = answerOf(
      await client.request('get', '/ledger/proofs', {
        params: { query: { index: [...indexes] } },
      }),
    );
    return {
      note: checkpoint,
      proofs: new Map(
        proofs.map(({ index, proof }) => [index, proof.map(decodeBase64)]),
      ),
    };
  }
}

function opened(page: AuditPage): OpenedPage {
  return { ...page, items: page.items.map(openAuditEntry) };
}
