import { startPracticeCluster } from '../startPracticeCluster';
import { PracticeCluster } from '../PracticeCluster';
import { PracticeClusterOptions } from '../PracticeClusterOptions';
import { Raw } from '../types';

/** What a request was answered with. */
export interface Answer {
  code: number;
  body: Raw;
  headers: Headers;
}

/** A practice cluster and the requests of a test. */
export class Session {
  readonly cluster: PracticeCluster;

  private constructor(cluster: PracticeCluster) {
    this.cluster = cluster;
  }

  static async start(options: PracticeClusterOptions = {}): Promise<Session> {
    return new Session(
      await startPracticeCluster({
        speed: 50,
        adminToken: 'admin',
        ...options,
      }),
    );
  }

  fetch(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const text =
      body === undefined || typeof body === 'string'
        ? (body as string | undefined)
        : JSON.stringify(body);
    return fetch(this.cluster.url + path, {
      method,
      body: text,
      headers: {
        authorization: 'Bearer admin',
        ...(text === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    });
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const response = await this.fetch(method, path, body, headers);
    const text = await response.text();
    let parsed: Raw = text;
    try {
      parsed = JSON.parse(text);
    } catch {
      // Logs and plain answers are no JSON.
    }
    return { code: response.status, body: parsed, headers: response.headers };
  }

  /** Asks until the answer is as wanted; the test's own timeout ends the patience. */
  async until(path: string, wanted: (body: Raw) => boolean): Promise<Raw> {
    for (;;) {
      const { body } = await this.call('GET', path);
      if (wanted(body)) return body;
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }

  close(): Promise<void> {
    return this.cluster.close();
  }
}

/** A pod of one container. */
export function pod(name: string, container: Raw = {}, spec: Raw = {}): Raw {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: name } },
    spec: {
      containers: [{ name: 'c', image: 'nginx:1', ...container }],
      ...spec,
    },
  };
}

/** A Deployment of one container. */
export function deployment(
  name: string,
  replicas: number,
  container: Raw = {},
): Raw {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'c', image: 'nginx:1', ...container }] },
      },
    },
  };
}

/** A ConfigMap. */
export function configMap(
  name: string,
  data: Record<string, string> = { a: '1' },
): Raw {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}
