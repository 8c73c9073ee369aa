// @ts-check
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathOf } from './paths.mjs';
import { normalise } from './normalise.mjs';
import { send } from './send.mjs';

const HEADERS = ['content-type', 'retry-after', 'warning', 'www-authenticate'];

const PATCHES = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  apply: 'application/apply-patch+yaml',
};

/**
 * @typedef {object} CallOptions
 * @property {number} [expect] the status to insist on; any success if not given, any answer at all if 0
 * @property {string} [as] admin if not given; alice, bob, anonymous, or a token
 * @property {Record<string, string>} [headers]
 * @property {string} [type] the content type of the body
 * @property {boolean} [quiet] not part of the observation
 * @property {(body: any) => unknown} [pick] which part of the answer is observed; all of it if not given
 * @property {number} [seconds]
 */

/** One case on one ground: it talks to the cluster and keeps what it saw. */
export class Trial {
  /** @type {unknown[]} */
  #seen = [];
  /** @type {string[]} */
  #madeUp = [];
  /** @type {Array<() => Promise<unknown>>} */
  #cleanups = [];
  #namespaces = 0;

  /**
   * @param {import('../grounds/Ground.mjs').Ground} ground
   * @param {{ run: string, id: string }} options
   */
  constructor(ground, { run, id }) {
    this.ground = ground;
    this.run = run;
    this.id = id;
    this.ns = '';
  }

  /** A name of this case that no other case and no other run uses. @param {string} word */
  name(word) {
    return `${word}-${this.id}-${this.run}`;
  }

  /** The path of a collection, an object or a subresource, in this case's namespace. @param {string} resource @param {...string} rest */
  at(resource, ...rest) {
    return pathOf(resource, this.ns, rest);
  }

  /** Makes a namespace that pods can be made in, and works in it from here on. @param {Record<string, string>} [labels] */
  async namespace(labels) {
    this.#namespaces += 1;
    const name = this.name(`n${this.#namespaces}`);
    this.ns = name;
    await this.post(
      '/api/v1/namespaces',
      {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name, ...(labels ? { labels } : {}) },
      },
      { quiet: true },
    );
    this.cleanup(() =>
      this.delete(`/api/v1/namespaces/${name}`, undefined, {
        quiet: true,
        expect: 0,
      }),
    );
    await this.until(
      `${this.at('serviceaccounts', 'default')}`,
      account => account.kind === 'ServiceAccount',
    );
    return name;
  }

  /** Does something when the case is over, however it ends. @param {() => Promise<unknown>} work */
  cleanup(work) {
    this.#cleanups.push(work);
  }

  /** @param {string} path @param {CallOptions} [options] */
  get(path, options) {
    return this.call('GET', path, undefined, options);
  }

  /** @param {string} path @param {unknown} body @param {CallOptions} [options] */
  post(path, body, options) {
    return this.call('POST', path, body, options);
  }

  /** @param {string} path @param {unknown} body @param {CallOptions} [options] */
  put(path, body, options) {
    return this.call('PUT', path, body, options);
  }

  /** @param {string} path @param {unknown} [body] @param {CallOptions} [options] */
  delete(path, body, options) {
    return this.call('DELETE', path, body, options);
  }

  /** @param {keyof typeof PATCHES} kind @param {string} path @param {unknown} body @param {CallOptions} [options] */
  patch(kind, path, body, options) {
    return this.call('PATCH', path, body, { type: PATCHES[kind], ...options });
  }

  /** @param {string} path @param {object} body @param {CallOptions & { manager?: string, force?: boolean, query?: string }} [options] */
  apply(path, body, { manager = 'tester', force, query, ...options } = {}) {
    const parameters = new URLSearchParams(query);
    parameters.set('fieldManager', manager);
    if (force) parameters.set('force', 'true');
    return this.patch('apply', `${path}?${parameters}`, body, options);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} body
   * @param {CallOptions} [options]
   */
  async call(method, path, body, options = {}) {
    const payload =
      body === undefined || typeof body === 'string' || Buffer.isBuffer(body)
        ? /** @type {string | Buffer | undefined} */ (body)
        : JSON.stringify(body);
    const answer = await send(this.ground, {
      method,
      path,
      payload,
      seconds: options.seconds,
      headers: {
        ...this.identity(options.as),
        ...(payload === undefined
          ? {}
          : { 'content-type': options.type ?? 'application/json' }),
        ...options.headers,
      },
    });
    this.#notice(answer.body);
    const { expect } = options;
    const asWanted =
      expect === 0 ||
      (expect === undefined
        ? answer.status >= 200 && answer.status < 300
        : answer.status === expect);
    if (!options.quiet) {
      this.#seen.push({
        request: `${method} ${path}`,
        status: answer.status,
        ...Object.fromEntries(
          HEADERS.filter(name => answer.headers[name] !== undefined).map(
            name => [name, answer.headers[name]],
          ),
        ),
        body: options.pick ? options.pick(answer.body) : answer.body,
      });
    }
    assert.ok(
      asWanted,
      `${method} ${path} was answered ${answer.status}, not ${
        expect ?? '2xx'
      }: ${answer.text.slice(0, 600)}`,
    );
    return answer;
  }

  /**
   * Who asks, as headers.
   *
   * @param {string} [as]
   * @returns {Record<string, string>}
   */
  identity(as = 'admin') {
    if (as === 'anonymous') return {};
    const { tokens } = this.ground;
    if (as === 'alice' || as === 'bob') {
      if (tokens[as]) return { authorization: `Bearer ${tokens[as]}` };
      return {
        authorization: `Bearer ${tokens.admin}`,
        'impersonate-user': as,
        'impersonate-group': 'developers',
      };
    }
    return {
      authorization: `Bearer ${as === 'admin' ? tokens.admin : as}`,
    };
  }

  /**
   * Asks, without observing, until the answer is as wanted.
   *
   * @param {string} path
   * @param {(body: any) => unknown} wanted
   * @param {number} [seconds]
   */
  async until(path, wanted, seconds = 90) {
    const end = Date.now() + seconds * 1000;
    for (;;) {
      const { body, text } = await this.get(path, { quiet: true, expect: 0 });
      if (wanted(body)) return body;
      if (Date.now() > end) {
        throw new Error(
          `GET ${path}: not as wanted after ${seconds} s; at last ${text.slice(
            0,
            3000,
          )}`,
        );
      }
      await sleep(60);
    }
  }

  /**
   * Waits until nobody writes an object any more.
   *
   * @param {string} path
   */
  async stillness(path) {
    let last = '';
    let same = 0;
    await this.until(path, ({ metadata }) => {
      same = metadata?.resourceVersion === last ? same + 1 : 0;
      last = metadata?.resourceVersion;
      return same > 5;
    });
  }

  /**
   * Watches until a number of events have come, or one that ends it.
   *
   * @param {string} path
   * @param {{ events?: number, until?: (event: any, all: any[]) => boolean, seconds?: number, meanwhile?: () => Promise<unknown>, quiet?: boolean, pick?: (event: any) => unknown, ignoreBookmarks?: boolean }} options
   */
  async watch(
    path,
    {
      events = 1,
      until,
      seconds = 20,
      meanwhile,
      quiet,
      pick,
      ignoreBookmarks,
    },
  ) {
    /** @type {any[]} */
    const all = [];
    let actions;
    const answerPromise = send(this.ground, {
      method: 'GET',
      path: `${path}${path.includes('?') ? '&' : '?'}watch=true`,
      headers: this.identity(),
      seconds,
      onLine: (line, end) => {
        const event = JSON.parse(line);
        if (ignoreBookmarks && event.type === 'BOOKMARK') return;
        all.push(event);
        this.#notice(event.object);
        if (until ? until(event, all) : all.length >= events) end();
      },
    });
    if (meanwhile) {
      await sleep(150);
      actions = await meanwhile();
    }
    const answer = await answerPromise.catch(error => {
      throw new Error(
        `${error.message}; it brought ${JSON.stringify(
          all.map(e => [e.type, e.object?.metadata?.name, e.object?.message]),
        )}`,
      );
    });
    if (!quiet) {
      this.see(
        `watch ${path}`,
        pick
          ? all.map(pick)
          : all.map(({ type, object }) => ({ type, object })),
      );
    }
    return { answer, events: all, actions };
  }

  /** Observes something that is no answer. @param {string} what @param {unknown} value */
  see(what, value) {
    this.#seen.push({ what, value });
  }

  /** Declares a name that the cluster made up. @param {string} name */
  madeUp(name) {
    if (name) this.#madeUp.push(name);
  }

  /** Everything that was seen, without what differs by nature. */
  get observation() {
    return normalise(this.#seen, {
      run: this.run,
      madeUp: this.#madeUp,
      server: this.ground.server,
    });
  }

  async end() {
    for (const work of this.#cleanups.reverse()) {
      await work().catch(() => {});
    }
  }

  /** Keeps the names that the cluster made up. @param {any} body */
  #notice(body) {
    if (!body || typeof body !== 'object') return;
    for (const object of Array.isArray(body.items) ? body.items : [body]) {
      const { metadata, spec } = object ?? {};
      if (!metadata) continue;
      for (const label of [
        'pod-template-hash',
        'controller-revision-hash',
        'controller.kubernetes.io/hash',
      ]) {
        this.madeUp(metadata.labels?.[label]);
        this.madeUp(spec?.template?.metadata?.labels?.[label]);
      }
      // A StatefulSet numbers its pods, whatever prefix they say they were made from.
      if (metadata.generateName && !/-\d+$/.test(metadata.name ?? '')) {
        this.madeUp(metadata.name);
      }
    }
  }
}
