import {
  coreServices,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import {
  defaultGuardrails,
  openApiDocument,
} from '@understudy/plugin-understudy-common';
import { createTestDatabases } from '@understudy/plugin-understudy-node/testUtils';
import fc, { type Arbitrary } from 'fast-check';
import {
  Agent,
  request as httpRequest,
  type IncomingHttpHeaders,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { mocked, startWithValves } from '../__testUtils__/startWithValves';
import { FromSchema, type Schema } from './__testUtils__/fromSchema';
import { hostileTexts, hostileValues, nested } from './__testUtils__/hostile';

jest.setTimeout(300_000);

// FUZZ_SEED repeats a run, FUZZ_SECONDS and FUZZ_RUNS make it longer.
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 60);
const RUNS = Number(process.env.FUZZ_RUNS ?? 200);
/** However slow the machine is. */
const RUNS_AT_LEAST = 10;
const PROBLEM = 'application/problem+json';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

interface Route {
  id: string;
  method: string;
  path: string;
  parameters: Parameter[];
  body?: Schema;
}

interface Shot {
  path: string;
  headers: Record<string, string | string[]>;
  body?: Buffer | string;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** These talk to what is not there in a test, and say so. */
const mayBeUnavailable = new Set(['beginPresence', 'finishPresence']);
/** What never ends is not waited for. */
const streams = new Set(['tailAudit']);
/** A page for people, not an answer for programs. */
const pages = new Set(['finishPresence']);

const databases = createTestDatabases();
const document: any = openApiDocument;
const codes: string[] = document.components.schemas.ErrorCode.enum;
const ids: Record<string, unknown[]> = {};
const from = new FromSchema({ document, known: name => ids[name] ?? [] });
const routes: Route[] = Object.entries<any>(document.paths)
  .flatMap(([path, item]) =>
    ['get', 'post', 'put', 'patch', 'delete']
      .filter(method => item[method])
      .map(method => {
        const operation = item[method];
        const body =
          operation.requestBody && from.resolve(operation.requestBody);
        return {
          id: operation.operationId,
          method,
          path,
          parameters: (operation.parameters ?? []).map((one: object) =>
            from.resolve(one),
          ),
          ...(body && { body: body.content['application/json'].schema }),
        };
      }),
  )
  .filter(({ id }) => !streams.has(id));

const bomb = gzipSync(Buffer.alloc(40_000_000, ' '));
const leaks: Array<[what: string, pattern: RegExp]> = [
  ['a stack trace', /\n\s+at |"stack"|\\n\s+at /],
  ['a place in the code', /\.(ts|js|cjs|mjs):\d+/],
  ['a folder of packages', /node_modules/],
  ['a folder of this machine', new RegExp(escaped(process.cwd()))],
  ['SQL', /insert into ["`]|select ["`*]|update ["`]|delete from ["`]/i],
  [
    'a complaint of a database',
    /SQLITE_|no such (table|column)|syntax error at/i,
  ],
  ['a password file', /root:x:0/],
  ['a secret', new RegExp(escaped(['for', 'tests'].join(' ')))],
  [
    'a program that failed',
    /Cannot read propert|is not a function|undefined \(/,
  ],
];

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** Text in an address, with bytes that no text has where that is asked for. */
function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value) ?? '';
  return [...Buffer.from(text)]
    .map(byte =>
      /[\w.~-]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).padStart(2, '0')}`,
    )
    .join('');
}

const strangeSegments = [
  '%',
  '%ff',
  '%00',
  '..%2f..%2f',
  '%u0000',
  '.',
  '..',
  '%2e%2e',
  '',
  '*',
  ';a=b',
  '%0d%0aX:%20y',
];

function pathOf(route: Route): Arbitrary<string> {
  const mine = route.parameters.filter(one => one.in === 'path');
  const valueOf = ({ schema, name }: Parameter) =>
    fc.oneof(
      { arbitrary: from.fitting(schema, name).map(encoded), weight: 12 },
      {
        arbitrary: fc
          .constantFrom(...hostileTexts)
          .map(text => encoded(text).slice(0, 4000)),
        weight: 2,
      },
      { arbitrary: fc.constantFrom(...strangeSegments), weight: 1 },
    );
  return fc
    .tuple(...mine.map(valueOf))
    .map(values =>
      mine.reduce(
        (path, { name }, index) => path.replace(`{${name}}`, values[index]),
        route.path,
      ),
    );
}

function queryOf(route: Route): Arbitrary<string> {
  const mine = route.parameters.filter(one => one.in === 'query');
  const one = ({ name, schema, required }: Parameter) =>
    fc
      .oneof(
        { arbitrary: from.fitting(schema, name), weight: 6 },
        { arbitrary: fc.constantFrom(...hostileValues), weight: 2 },
        {
          arbitrary: fc.constant(undefined),
          weight: required ? 1 : 8,
        },
      )
      .map(value =>
        (Array.isArray(value) ? value : [value])
          .filter(each => each !== undefined)
          .slice(0, 600)
          .map(each => `${encoded(name)}=${encoded(each).slice(0, 8000)}`),
      );
  const strange = fc.constantFrom(
    ...[
      'cursor',
      'limit',
      'state',
      'reason',
      ...mine.map(({ name }) => name),
    ].flatMap(name => [
      `${name}[a]=b`,
      `${name}[__proto__][polluted]=1`,
      `${name}[]=1&${name}[]=2`,
      `${name}=1&${name}=2`,
      `${name}=%ff`,
      `${name}`,
    ]),
    '__proto__[polluted]=1',
    'constructor[prototype][polluted]=1',
    '%ff=%ff',
    `${'a[b]'.repeat(200)}=1`,
    Array.from({ length: 1500 }, (_, i) => `p${i}=1`).join('&'),
  );
  return fc
    .tuple(
      fc.tuple(...mine.map(one)),
      fc.oneof(
        { arbitrary: fc.constant(undefined), weight: 8 },
        { arbitrary: strange, weight: 1 },
      ),
    )
    .map(([parts, more]) =>
      [...parts.flat(), ...(more ? [more] : [])].join('&'),
    );
}

const strangeBodies: Array<[string, Buffer | string, Record<string, string>]> =
  [
    ['no JSON', '{"a":', {}],
    ['JSON that is none', "{'a':1}", {}],
    ['a word', '"x"', {}],
    ['two values', '{}{}', {}],
    [
      'a key twice',
      '{"planHash":1,"planHash":2,"reason":"x","reason":"y"}',
      {},
    ],
    [
      'a prototype',
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
      {},
    ],
    ['what is very deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, {}],
    ['what is deep', JSON.stringify(nested(2000)), {}],
    ['what is large', JSON.stringify({ reason: 'x'.repeat(300_000) }), {}],
    ['bytes', Buffer.from([0xff, 0xfe, 0x00, 0x80]), {}],
    ['a mark of bytes', '\ufeff{}', {}],
    [
      'a form',
      'a=b&__proto__[polluted]=1',
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    [
      'XML',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      { 'content-type': 'application/xml' },
    ],
    [
      'parts',
      '--x\r\n\r\n--x--',
      { 'content-type': 'multipart/form-data; boundary=x' },
    ],
    ['another JSON', '{}', { 'content-type': 'application/vnd.api+json' }],
    ['no type that there is', '{}', { 'content-type': 'nonsense' }],
    [
      'a strange set of characters',
      '{}',
      { 'content-type': 'application/json; charset=klingon' },
    ],
    [
      'UTF-16',
      Buffer.from('{}', 'utf16le'),
      { 'content-type': 'application/json; charset=utf-16le' },
    ],
    ['what is packed to burst', bomb, { 'content-encoding': 'gzip' }],
    ['what is packed wrongly', '{}', { 'content-encoding': 'gzip' }],
    ['what is packed in no known way', '{}', { 'content-encoding': 'rot13' }],
  ];

function bodyOf(route: Route): Arbitrary<Pick<Shot, 'headers' | 'body'>> {
  const json = (value: unknown) => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  });
  const strange = fc
    .constantFrom(...strangeBodies)
    .map(([, body, headers]) => ({
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }));
  const none = fc.constant({ headers: {} });
  if (!route.body) {
    return fc.oneof(
      { arbitrary: none, weight: 10 },
      { arbitrary: strange, weight: 1 },
    );
  }
  return fc.oneof(
    { arbitrary: from.fitting(route.body).map(json), weight: 6 },
    { arbitrary: from.almost(route.body).map(json), weight: 6 },
    { arbitrary: fc.constantFrom(...hostileValues).map(json), weight: 1 },
    { arbitrary: strange, weight: 3 },
    { arbitrary: none, weight: 1 },
  );
}

const headersOf: Arbitrary<Shot['headers']> = fc
  .record({
    person: fc.constantFrom('all', 'all', 'all', 'sre', 'author', 'nobody'),
    accept: fc.constantFrom(
      'application/json',
      '*/*',
      PROBLEM,
      `${PROBLEM}, application/json;q=0.1`,
      'text/html',
      'nonsense',
    ),
    match: fc.constantFrom(undefined, '"1"', 'W/"1"', '*', '"\u00e9"', [
      '"1"',
      '"2"',
    ]),
    key: fc.constantFrom(
      undefined,
      'a-key-of-mine',
      'short',
      'x'.repeat(4000),
      ['first-key', 'second-key'],
    ),
    more: fc.constantFrom<Record<string, string>>(
      {},
      {},
      { 'x-http-method-override': 'DELETE' },
      { cookie: 'a=b; __proto__=x' },
      { 'x-forwarded-for': '::1, %00' },
      { range: 'bytes=0-0' },
    ),
  })
  .map(({ person, accept, match, key, more }) => ({
    authorization: mocked(person),
    accept,
    ...(match && { 'if-match': match }),
    ...(key && { 'idempotency-key': key }),
    ...more,
  }));

describe('every route, whatever is sent', () => {
  let world: Awaited<ReturnType<typeof startWithValves>>;
  let port: number;
  const agent = new Agent({ keepAlive: true });
  const logged: string[] = [];
  const seen = new Map<number, number>();

  beforeAll(async () => {
    const logger: LoggerService = {
      error: (message, meta) => {
        logged.push(`${message} ${(meta as Error | undefined)?.stack ?? ''}`);
      },
      warn() {},
      info() {},
      debug() {},
      child: () => logger,
    };
    world = await startWithValves({
      knex: await databases.init('SQLITE_3'),
      features: [
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
      ],
    });
    port = (world.server.address() as AddressInfo).port;
    await fill();
  });

  afterAll(() => agent.destroy());

  /** Something of everything, and the names that requests have for it. */
  async function fill() {
    const plans = [
      await world.plan({ asked: false }),
      await world.plan(),
      await world.plan({ cluster: 'production', replicas: 9 }),
      await world.plan({ by: 'all', cluster: 'development' }),
    ];
    const incident = await world.must('all', {
      method: 'post',
      path: '/incidents',
      body: {
        entityRef: 'component:default/payments',
        title: 'Nobody can pay',
        severity: document.components.schemas.IncidentSeverity.enum[0],
      },
    });
    const { version } = await world.must('keeper', {
      method: 'post',
      path: '/guardrails/versions',
      body: {
        data: { ...defaultGuardrails, rolloutStage: 0 },
        reason: 'Because the tests want it so',
        basedOn: 1,
      },
    });
    const levels = await world.must('keeper', {
      method: 'put',
      path: '/levels',
      body: {
        entityRef: 'component:default/payments',
        environment: 'development',
        level: 'L4_AUTO',
        reason: 'Because the tests want it so',
      },
    });
    const view = await world.must('all', {
      method: 'post',
      path: '/audit/views',
      body: { name: 'Mine', query: {}, shared: false },
    });
    const entries = await world
      .knex('ledger_entries')
      .orderBy('id')
      .limit(5)
      .pluck('id');
    Object.assign(ids, {
      planId: plans.map(({ plan }) => plan.id),
      planHash: plans.map(({ plan }) => plan.planHash),
      entityRef: ['component:default/payments', 'component:default/plain'],
      operation: ['valves:scale', 'valves:delete', 'valves:look'],
      operationId: ['valves:scale'],
      input: [{ cluster: 'staging', replicas: 5 }, { cluster: 'production' }],
      kind: ['component'],
      namespace: ['default'],
      name: ['payments'],
      environment: ['development', 'pre-production', 'production'],
      incidentId: [incident.id ?? incident.incident?.id],
      version: [1, version.version],
      basedOn: [1],
      digest: [version.digest],
      data: [defaultGuardrails],
      changeId: [levels.waiting[0].id],
      viewId: [view.id],
      id: entries,
      entryId: entries,
      index: [0, 1],
      revision: [1],
      day: [new Date().toISOString().slice(0, 10)],
    });
  }

  const shoot = (method: string, shot: Shot): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = httpRequest(
        {
          agent,
          port,
          host: '127.0.0.1',
          method: method.toLocaleUpperCase('en-US'),
          path: shot.path,
          headers: {
            ...shot.headers,
            ...(shot.body !== undefined && {
              'content-length': Buffer.byteLength(shot.body),
            }),
          },
        },
        response => {
          const parts: Buffer[] = [];
          response.on('data', part => parts.push(part));
          response.once('error', reject);
          response.once('end', () =>
            resolve({
              status: response.statusCode!,
              headers: response.headers,
              text: Buffer.concat(parts).toString(),
            }),
          );
        },
      );
      asked.once('error', reject);
      asked.end(shot.body);
    });

  /** What is wrong with an answer, if anything is. */
  function wrong(route: Route, shot: Shot, answer: Answer): string[] {
    const { status, text, headers } = answer;
    const found: string[] = [];
    if (status >= 500 && !(status === 503 && mayBeUnavailable.has(route.id))) {
      found.push(`it answers ${status}`);
    }
    for (const [what, pattern] of leaks) {
      if (pattern.test(text)) {
        found.push(`it gives away ${what}`);
      }
    }
    if (status >= 400 && !pages.has(route.id)) {
      found.push(...wrongError(shot, answer));
    }
    if (status < 400 && status !== 204 && !headers['content-type']) {
      found.push('its answer has no type');
    }
    return found;
  }

  function wrongError(shot: Shot, { status, text, headers }: Answer): string[] {
    let body: any;
    try {
      body = JSON.parse(text);
    } catch {
      return ['its error is no JSON'];
    }
    const wantsProblem = String(shot.headers.accept).startsWith(PROBLEM);
    const isProblem = String(headers['content-type']).startsWith(PROBLEM);
    if (wantsProblem !== isProblem) {
      return [`its error is ${headers['content-type']}`];
    }
    const code = isProblem ? body.code : body.error?.code;
    const fits = isProblem
      ? body.status === status && body.title && body.detail
      : body.response?.statusCode === status &&
        body.error?.name &&
        body.error.message;
    return [
      ...(fits ? [] : ['its error has not the shape of one']),
      ...(codes.includes(code) ? [] : [`its code is ${code}`]),
    ];
  }

  const base = '/api/understudy/v1';
  const perRoute = (SECONDS * 1000) / routes.length;

  it.each(
    routes.map(route => [`${route.method} ${route.path}`, route] as const),
  )(`%s (seed ${SEED})`, async (_name, route) => {
    const until = Date.now() + perRoute;
    let shots = 0;
    await fc.assert(
      fc.asyncProperty(
        pathOf(route),
        queryOf(route),
        bodyOf(route),
        headersOf,
        async (path, query, { headers, body }, others) => {
          const shot: Shot = {
            path: `${base}${path}${query && `?${query}`}`.slice(0, 12_000),
            headers: { ...others, ...headers },
            ...(body !== undefined && { body }),
          };
          shots += 1;
          if (shots > RUNS_AT_LEAST && Date.now() > until) {
            return;
          }
          logged.length = 0;
          const answer = await shoot(route.method, shot);
          seen.set(answer.status, (seen.get(answer.status) ?? 0) + 1);
          const found = wrong(route, shot, answer);
          // Said with what was sent and what the log has, so that it can be mended.
          const told =
            found.length > 0
              ? [
                  ...found,
                  `${route.method} ${shot.path.slice(0, 300)}`,
                  JSON.stringify(shot.headers).slice(0, 300),
                  String(shot.body).slice(0, 500),
                  answer.text.slice(0, 500),
                  logged.join('\n').slice(0, 2000),
                ]
              : [];
          expect(told).toEqual([]);
        },
      ),
      {
        seed: SEED,
        numRuns: RUNS,
      },
    );
  });

  it.each(strangeBodies)(
    'a body with %s is refused',
    async (_what, body, headers) => {
      const answer = await shoot('post', {
        path: `${base}/plans`,
        headers: {
          authorization: mocked('all'),
          'content-type': 'application/json',
          ...headers,
        },
        body,
      });
      expect([400, 413, 415]).toContain(answer.status);
      expect(codes).toContain(JSON.parse(answer.text).error.code);
    },
  );

  it('stands afterwards as it stood: what is there is read, and the ledger is whole', async () => {
    process.stderr.write(`${JSON.stringify(Object.fromEntries(seen))}\n`);
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining([200, 201, 400, 403, 404]),
    );
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    const { body, status } = await world.as('all', {
      method: 'get',
      path: '/plans?limit=200',
    });
    expect(status).toBe(200);
    expect(body.items.length).toBeGreaterThan(3);
    const found = await world.as('all', {
      method: 'get',
      path: '/ledger/status',
    });
    expect(found.status).toBe(200);
  });
});
