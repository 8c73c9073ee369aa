import type { AuditEntry } from '@understudy/plugin-understudy-common';
import type { RawAnswer } from '../../../http/RawAnswer';
import type { LedgerRecorder } from '../../types';
import type { AuditFilters } from '../AuditFilters';
import type { AuditReader } from '../AuditReader';
import type { AuditRights } from '../AuditRights';
import { csvHead, toCsv } from './toCsv';
import { markdownHead, toMarkdown } from './toMarkdown';

const PIECE = 200;

type Format = 'markdown' | 'json' | 'csv';

const types: Record<Format, { contentType: string; ending: string }> = {
  markdown: { contentType: 'text/markdown; charset=utf-8', ending: 'md' },
  json: { contentType: 'application/x-ndjson', ending: 'jsonl' },
  csv: { contentType: 'text/csv; charset=utf-8', ending: 'csv' },
};

const write: Record<Format, (item: AuditEntry) => string> = {
  markdown: toMarkdown,
  json: item => `${JSON.stringify(item)}\n`,
  csv: toCsv,
};

/** Takes entries out for an incident report. */
export class AuditExporter {
  readonly #reader: AuditReader;
  readonly #record: LedgerRecorder;

  constructor(options: { reader: AuditReader; record: LedgerRecorder }) {
    this.#reader = options.reader;
    this.#record = options.record;
  }

  /** Nothing leaves before it is recorded that it does. */
  async export(
    request: {
      filters: AuditFilters;
      order: 'newest' | 'oldest';
      limit: number;
      format: Format;
    },
    rights: AuditRights,
  ): Promise<RawAnswer> {
    const { filters, order, limit, format } = request;
    const scope = await rights.exportScope();
    const { indexes, complete } = await this.#reader.all(
      { filters, order, limit },
      scope,
    );
    const [entityRef] =
      filters.entityRef?.length === 1 ? filters.entityRef : [];
    await this.#record.event({
      actor: rights.caller,
      source: 'api',
      operationType: 'export',
      action: 'audit:export',
      outcome: 'success',
      ...(entityRef && { entityRef }),
      scope: { count: indexes.length },
      parameters: { filters: { ...filters }, format, order },
    });
    const head = {
      at: new Date(),
      by: rights.caller.id,
      entries: indexes.length,
      complete,
    };
    const { contentType, ending } = types[format];
    return {
      contentType,
      headers: {
        'Content-Disposition': `attachment; filename="ledger-${head.at
          .toISOString()
          .slice(0, 10)}.${ending}"`,
        'Cache-Control': 'no-store',
        'Understudy-Complete': String(complete),
        'Understudy-Scope': scope.kind,
      },
      body: this.#lines(format, head, indexes, { scope, filters }),
    };
  }

  async *#lines(
    format: Format,
    head: Parameters<typeof markdownHead>[0],
    indexes: readonly number[],
    options: Pick<Parameters<AuditReader['entries']>[1], 'scope' | 'filters'>,
  ): AsyncGenerator<string> {
    if (format === 'markdown') {
      yield markdownHead(head);
    } else if (format === 'csv') {
      yield csvHead();
    }
    for (let at = 0; at < indexes.length; at += PIECE) {
      const { items } = await this.#reader.entries(
        indexes.slice(at, at + PIECE),
        { ...options, evidence: false },
      );
      for (const item of items) {
        yield write[format](item);
      }
    }
  }
}
