import { gzip } from 'node:zlib';
import { stringify } from 'yaml';
import { StatusError } from '../status/StatusError';
import { Exchange } from './Exchange';

const COMPRESS_FROM = 128 * 1024;

function writeHead(
  exchange: Exchange,
  code: number,
  headers: Record<string, string>,
): void {
  for (const warning of new Set(exchange.warnings)) {
    exchange.response.appendHeader(
      'Warning',
      `299 - "${warning
        .replaceAll('\\', '\\\\')
        .replaceAll('"', '\\"')
        .replaceAll('\n', ' ')}"`,
    );
  }
  exchange.response.writeHead(code, headers);
}

/** Sends bytes as they are. */
export function respondText(
  exchange: Exchange,
  code: number,
  text: string,
  type = 'text/plain; charset=utf-8',
): void {
  writeHead(exchange, code, {
    'content-type': type,
    'x-content-type-options': 'nosniff',
  });
  exchange.response.end(text);
}

/** Sends a JSON document, compressed where it is large and the client can take it. */
export function respondJson(
  exchange: Exchange,
  code: number,
  body: unknown,
  format: 'json' | 'yaml' = 'json',
  type?: string,
): void {
  if (format === 'yaml') {
    writeHead(exchange, code, {
      'content-type': 'application/yaml',
      'cache-control': 'no-cache, private',
    });
    // Go leaves the name of a field set's own member bare.
    exchange.response.end(
      stringify(body, {
        schema: 'yaml-1.1',
        version: '1.1',
        sortMapEntries: true,
        indentSeq: false,
        lineWidth: 0,
      }).replace(/^(\s*)"\.": \{\}$/gm, '$1.: {}'),
    );
    return;
  }
  const text =
    exchange.query.get('pretty') === 'true'
      ? `${JSON.stringify(body, undefined, 2)}\n`
      : `${JSON.stringify(body)}\n`;
  const headers = {
    'content-type': type ?? 'application/json',
    'cache-control': 'no-cache, private',
  };
  if (
    text.length < COMPRESS_FROM ||
    !/\bgzip\b/.test(String(exchange.request.headers['accept-encoding'] ?? ''))
  ) {
    writeHead(exchange, code, headers);
    exchange.response.end(text);
    return;
  }
  gzip(text, { level: 1 }, (error, packed) => {
    if (exchange.response.destroyed) return;
    if (error) {
      writeHead(exchange, code, headers);
      exchange.response.end(text);
      return;
    }
    writeHead(exchange, code, {
      ...headers,
      'content-encoding': 'gzip',
      vary: 'Accept-Encoding',
    });
    exchange.response.end(packed);
  });
}

/** Sends a refusal as a Status. */
export function respondError(exchange: Exchange, error: StatusError): void {
  if (exchange.response.headersSent) {
    exchange.response.destroy();
    return;
  }
  const retry = error.details?.retryAfterSeconds;
  if (retry) exchange.response.setHeader('Retry-After', String(retry));
  respondJson(exchange, error.code, error.toStatus());
}
