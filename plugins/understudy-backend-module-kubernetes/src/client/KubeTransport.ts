import type { TracingService } from '@backstage/backend-plugin-api/alpha';
import type { JsonObject } from '@backstage/types';
import { OperationError } from '@understudy/plugin-understudy-node';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { ClusterConfig, Credential } from '../config/ClusterConfig';
import type { ClusterMetrics } from './ClusterMetrics';
import { openChannel, type Channel } from './credentials';
import type { KubeRequest } from './KubeRequest';
import { readBounded, TooLargeError } from './readBounded';
import { toOperationError } from './toOperationError';

const ANSWER_LIMIT = 16 * 1024 * 1024;

/** What is measured and traced of requests. */
export interface Instruments {
  metrics: ClusterMetrics;
  tracing: TracingService;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Talks to the API of one cluster with one credential. */
export class KubeTransport {
  readonly #cluster: ClusterConfig;
  readonly #credential: Credential;
  readonly #instruments: Instruments;
  #channel?: Promise<Channel>;

  constructor(
    cluster: ClusterConfig,
    credential: Credential,
    instruments: Instruments,
  ) {
    this.#cluster = cluster;
    this.#credential = credential;
    this.#instruments = instruments;
  }

  /** Sends a request and gives its JSON. Throws an OperationError for all else. */
  async request(request: KubeRequest): Promise<JsonObject> {
    const { metrics, tracing } = this.#instruments;
    const attributes = { cluster: this.#cluster.name, method: request.method };
    return tracing.startActiveSpan(
      'understudy.kubernetes.request',
      {
        kind: 'client',
        attributes: { ...attributes, action: request.action },
      },
      async span => {
        const startedAt = performance.now();
        try {
          const answer = await this.#send(request);
          metrics.request(startedAt, { ...attributes, outcome: 'ok' });
          return answer;
        } catch (error) {
          const outcome = error instanceof OperationError ? error.kind : 'bug';
          span.setAttribute('outcome', outcome);
          metrics.request(startedAt, { ...attributes, outcome });
          throw error;
        }
      },
    );
  }

  async #send(request: KubeRequest): Promise<JsonObject> {
    const timeout = AbortSignal.timeout(this.#cluster.timeoutMs);
    const signal = AbortSignal.any([request.signal, timeout]);
    try {
      signal.throwIfAborted();
      const response = await this.#open(request, signal);
      const text = await readBounded(response, ANSWER_LIMIT);
      return this.#read(request, response, text);
    } catch (error) {
      throw this.#explain(error, { request, timeout });
    }
  }

  async #open(
    request: KubeRequest,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    this.#channel ??= openChannel(this.#cluster, this.#credential);
    const channel = await this.#channel.catch(error => {
      // The next attempt looks again whether the files are there.
      this.#channel = undefined;
      throw error;
    });
    const url = new URL(this.#cluster.url);
    url.pathname = `${url.pathname.replace(/\/$/, '')}${request.path}`;
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) {
        url.searchParams.set(name, value);
      }
    }
    const body = request.body && JSON.stringify(request.body);
    const headers = {
      ...(await channel.headers()),
      accept: request.accept ?? 'application/json',
      'accept-encoding': 'gzip',
      'user-agent': 'understudy',
      ...(body !== undefined && {
        'content-type': request.contentType ?? 'application/json',
        'content-length': Buffer.byteLength(body),
      }),
      ...(request.impersonate && {
        'impersonate-user': request.impersonate.user,
        // One header for each group: the API server splits none at commas.
        'impersonate-group': [...request.impersonate.groups],
      }),
    };
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const attempt = (again: boolean): Promise<IncomingMessage> =>
      new Promise((resolve, reject) => {
        const sent = send(url, {
          method: request.method,
          headers,
          agent: channel.agent,
          signal,
        });
        sent.on('response', resolve);
        sent.on('error', (error: NodeJS.ErrnoException) => {
          // The server closed a kept connection just when it was used again.
          const stale = sent.reusedSocket && error.code === 'ECONNRESET';
          if (stale && again && request.method === 'GET') {
            attempt(false).then(resolve, reject);
          } else {
            reject(error);
          }
        });
        sent.end(body);
      });
    return attempt(true);
  }

  #read(
    request: KubeRequest,
    response: IncomingMessage,
    text: string,
  ): JsonObject {
    const code = response.statusCode ?? 0;
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      body = undefined;
    }
    if (code < 200 || code > 299) {
      throw toOperationError({
        cluster: this.#cluster.name,
        request,
        code,
        status: isObject(body) ? body : {},
        retryAfter: response.headers['retry-after'],
      });
    }
    if (!isObject(body)) {
      throw new OperationError(
        'unavailable',
        `The cluster ${
          this.#cluster.name
        } answered something that is no JSON. Is its address that of a Kubernetes API?`,
      );
    }
    return body;
  }

  #explain(
    error: unknown,
    { request, timeout }: { request: KubeRequest; timeout: AbortSignal },
  ): Error {
    const { name } = this.#cluster;
    if (error instanceof OperationError) {
      return error;
    }
    if (request.signal.aborted) {
      return new OperationError(
        'timeout',
        `Nobody waited any longer for the cluster ${name}`,
      );
    }
    if (timeout.aborted) {
      return new OperationError(
        'timeout',
        `The cluster ${name} did not answer within ${
          this.#cluster.timeoutMs / 1000
        } s. Try again; if it stays so, look at its API server and the network`,
      );
    }
    if (error instanceof TooLargeError) {
      return new OperationError(
        'invalid',
        `The cluster ${name} answers more than ${
          ANSWER_LIMIT / 1024 / 1024
        } MiB. Ask for less, with a limit or a selector`,
      );
    }
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (/CERT|SIGNATURE|SSL|TLS/.test(code)) {
      return new OperationError(
        'unavailable',
        `The certificate of the cluster ${name} is not trusted (${code}). Check its caData`,
      );
    }
    if (code === 'ENOENT' || code === 'EACCES') {
      return new OperationError(
        'unavailable',
        `A file with the token or the certificate of the cluster ${name} cannot be read (${code})`,
      );
    }
    return new OperationError(
      'unavailable',
      `The cluster ${name} cannot be reached${
        code ? ` (${code})` : ''
      }. Check its address and the network`,
    );
  }
}
