import { IncomingMessage } from 'node:http';
import { parse } from 'yaml';
import { goJsonError } from '../schema/goJsonError';
import { decodeProtobuf } from '../schema/decodeProtobuf';
import { badRequest, unsupportedMediaType } from '../status/errors';
import { StatusError } from '../status/StatusError';
import { Raw } from '../types';

const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const LIMIT = 3 * 1024 * 1024;

/** A request's body. */
export interface Body {
  text: string;
  /** Media type without parameters. */
  type: string;
  bytes: Buffer;
}

/** Reads a body up to the size that the API server takes. */
export function readBody(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > LIMIT) {
        reject(
          new StatusError(
            413,
            'RequestEntityTooLarge',
            `Request entity too large: limit is ${LIMIT}`,
          ),
        );
        return;
      }
      chunks.push(chunk);
    });
    request.on('end', () => {
      const type = String(request.headers['content-type'] ?? '')
        .split(';')[0]
        .trim()
        .toLowerCase();
      const bytes = Buffer.concat(chunks);
      resolve({
        bytes,
        text: type === PROTOBUF ? '' : bytes.toString('utf8'),
        type,
      });
    });
    request.on('error', reject);
  });
}

/** Reads an object from a body in JSON or YAML. */
export function parseObject(body: Body, kind = ''): Raw {
  const { type, text } = body;
  if (type === PROTOBUF) return parseProtobuf(body.bytes);
  if (
    type !== '' &&
    type !== 'application/json' &&
    type !== 'application/yaml'
  ) {
    throw unsupportedMediaType([
      'application/json',
      'application/yaml',
      PROTOBUF,
    ]);
  }
  return parseText(text, type === 'application/yaml' ? 'yaml' : 'json', kind);
}

function parseProtobuf(bytes: Buffer): Raw {
  try {
    const object = decodeProtobuf(bytes);
    if (object !== undefined) return object;
  } catch (error) {
    throw badRequest((error as Error).message);
  }
  throw badRequest(
    'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]',
  );
}

/** Whether nothing was sent. */
export function isEmptyBody(body: Body): boolean {
  return (
    body.bytes.length === 0 ||
    (body.type !== PROTOBUF && body.text.trim() === '')
  );
}

/** Reads JSON, or YAML of which JSON is a part. */
export function parseText(
  text: string,
  format: 'json' | 'yaml',
  kind = '',
): Raw {
  try {
    // An empty document and nothing at all are the same: an object without fields.
    if (format === 'json') return JSON.parse(text) ?? {};
    return parse(text, { schema: 'yaml-1.1', uniqueKeys: true });
  } catch (error) {
    if (format === 'yaml')
      throw badRequest(
        `error decoding YAML: error converting YAML to JSON: yaml: ${goYamlError(
          error as Error,
        )}`,
      );
    throw badRequest(
      `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${goJsonError(
        text,
      )} (${summary(text)})`,
    );
  }
}

/** Words a YAML error as Go's parser does, as far as the two know the same trouble. */
function goYamlError(error: Error): string {
  if (/Nested mappings/.test(error.message))
    return 'mapping values are not allowed in this context';
  const line = /line (\d+)/.exec(error.message)?.[1];
  const [what] = error.message.split(' at line');
  return line ? `line ${line}: ${what}` : what;
}

/** The beginning of a body, as messages show it. */
export function summary(text: string): string {
  if (text === '') return '<empty>';
  if (!text.startsWith('{'))
    return (
      Buffer.from(text.slice(0, 30)).toString('hex') +
      (text.length > 30 ? ' ...' : '')
    );
  return text.length > 30 ? `${text.slice(0, 30)} ...` : text;
}
