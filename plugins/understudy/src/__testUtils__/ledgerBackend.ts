import {
  ledgerEntryDomain,
  type LedgerEntry,
} from '@understudy/plugin-understudy-common';
import { encodeBase64, hashLeaf, openFields } from '@understudy/ledger';
import { http, HttpResponse } from 'msw';
import type { ServedAuditEntry } from '../audit/AuditTypes';
import { baseUrl } from './backend';
import { ExampleLedger, type ExampleRow } from './ExampleLedger';

/** A row of the example ledger as the API gives it. */
export function servedEntry(row: ExampleRow): ServedAuditEntry {
  const { entry, redacted } = openFields(JSON.parse(row.body), {
    domain: ledgerEntryDomain,
    fields: row.fields,
  });
  return {
    index: row.index,
    leafHash: encodeBase64(hashLeaf(new TextEncoder().encode(row.body))),
    entry: entry as unknown as LedgerEntry,
    redacted,
    notes: 0,
    evidence: { body: row.body, fields: ExampleLedger.fieldsOf(row) },
  } as ServedAuditEntry;
}

/** What the example backend was asked, and what it sends down its stream. */
export interface LedgerBackend {
  /** The addresses of the lists that were asked for. */
  asked: URL[];
  /** Sends something to every stream that is open. */
  send: (event: string, data: unknown) => void;
  handlers: ReturnType<typeof http.get>[];
}

/** A backend that serves an example ledger: lists, streams, tiles and status. */
export function ledgerBackend(
  ledger: ExampleLedger,
  /** What the server does to an entry before it gives it away. */
  alter: (entry: ServedAuditEntry) => ServedAuditEntry = entry => entry,
): LedgerBackend {
  const asked: URL[] = [];
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const write = (
    stream: ReadableStreamDefaultController<Uint8Array>,
    event: string,
    data: unknown,
  ) =>
    stream.enqueue(
      new TextEncoder().encode(
        `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`,
      ),
    );
  const all = () =>
    [...ledger.rows].reverse().map(row => alter(servedEntry(row)));
  const page = (items: ServedAuditEntry[]) =>
    HttpResponse.json({ items, scope: 'all', size: ledger.rows.length });
  return {
    asked,
    send: (event, data) =>
      streams.forEach(stream => write(stream, event, data)),
    handlers: [
      http.get(`${baseUrl}/v1/audit/entries`, ({ request }) => {
        const url = new URL(request.url);
        asked.push(url);
        const outcomes = url.searchParams.getAll('outcome');
        return page(
          all().filter(
            ({ entry }) =>
              outcomes.length === 0 || outcomes.includes(entry.outcome ?? ''),
          ),
        );
      }),
      http.get(
        `${baseUrl}/v1/entities/:kind/:namespace/:name/timeline`,
        ({ params }) =>
          page(
            all().filter(
              ({ entry }) =>
                entry.entityRef ===
                `${params.kind}:${params.namespace}/${params.name}`,
            ),
          ),
      ),
      http.get(`${baseUrl}/v1/audit/tail`, ({ request }) => {
        let mine: ReadableStreamDefaultController<Uint8Array>;
        const body = new ReadableStream<Uint8Array>({
          start(stream) {
            mine = stream;
            streams.add(stream);
            write(stream, 'ready', { index: ledger.rows.length - 1 });
          },
          cancel: () => void streams.delete(mine),
        });
        request.signal.addEventListener('abort', () => streams.delete(mine));
        return new HttpResponse(body, {
          headers: { 'content-type': 'text/event-stream' },
        });
      }),
      http.get(`${baseUrl}/v1/audit/entries/:id`, ({ params }) => {
        const entry = all().find(each => each.entry.id === params.id);
        return entry
          ? HttpResponse.json({
              entry,
              intent: all().find(
                each => each.entry.id === entry.entry.intentId,
              ),
              notes: [],
            })
          : HttpResponse.json(
              { error: { name: 'NotFoundError', message: 'No such entry' } },
              { status: 404 },
            );
      }),
      http.get(`${baseUrl}/v1/audit/facets`, ({ request }) =>
        HttpResponse.json({
          scope: 'all',
          facets: [
            {
              field: new URL(request.url).searchParams.get('field'),
              values: ['user:default/sam', 'user:default/dana'],
              more: false,
            },
          ],
        }),
      ),
      http.get(`${baseUrl}/v1/audit/views`, () =>
        HttpResponse.json({ items: [] }),
      ),
      http.get(`${baseUrl}/v1/evidence/exports`, () =>
        HttpResponse.json({ items: [] }),
      ),
      http.get(`${baseUrl}/v1/ledger/status`, async () => {
        const checkpoint = await ledger.readCheckpoint();
        return HttpResponse.json({
          origin: ledger.origin,
          // What a server says of its own keys is nothing to go by.
          verifierKeys: [],
          size: ledger.rows.length,
          anchors: ledger.anchors,
          ...(checkpoint && {
            checkpoint: { size: ledger.rows.length, note: checkpoint.note },
          }),
        });
      }),
      http.get(`${baseUrl}/v1/ledger/tile/*`, async ({ request }) => {
        const path = new URL(request.url).pathname.split('/ledger/')[1];
        const bytes = await ledger.readTile(path);
        return HttpResponse.arrayBuffer(new Uint8Array(bytes).buffer, {
          headers: { 'content-type': 'application/octet-stream' },
        });
      }),
    ],
  };
}
