import { encodeBase64 } from '@understudy/ledger';
import { http, HttpResponse } from 'msw';
import type { ServedAuditEntry } from '../audit/AuditTypes';
import { baseUrl } from './backend';
import { samsPermissions } from './examples';
import type { ExampleLedger } from './ExampleLedger';
import { servedEntry } from './servedEntry';

/** What the example backend was asked, and what it sends down its stream. */
export interface LedgerBackend {
  /** The addresses of the lists that were asked for. */
  asked: URL[];
  /** Sends something to every stream that is open. */
  send: (event: string, data: unknown) => void;
  handlers: ReturnType<typeof http.get>[];
}

/** A backend that serves an example ledger: lists, streams, proofs and status. */
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
      // Sam may not export, so nobody asks for packages.
      http.get(`${baseUrl}/v1/me/permissions`, () =>
        HttpResponse.json(samsPermissions),
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
      http.get(`${baseUrl}/v1/ledger/consistency`, async ({ request }) => {
        const { searchParams } = new URL(request.url);
        const from = Number(searchParams.get('from'));
        const to = Number(searchParams.get('to'));
        const proof = await ledger.readConsistency(from, to);
        return HttpResponse.json({ from, to, proof: proof.map(encodeBase64) });
      }),
      http.get(`${baseUrl}/v1/ledger/proofs`, async ({ request }) => {
        const { searchParams } = new URL(request.url);
        const { note, proofs } = await ledger.readInclusion(
          searchParams.getAll('index').map(Number),
        );
        return HttpResponse.json({
          checkpoint: note,
          proofs: [...proofs].map(([index, proof]) => ({
            index,
            proof: proof.map(encodeBase64),
          })),
        });
      }),
    ],
  };
}
