import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import type { AddressInfo } from 'node:net';
import type { Person } from '../../__testUtils__/startUnderstudy';
import {
  entry,
  MINE,
  startWithEntries,
  THEIRS,
} from '../__testUtils__/startWithEntries';
import { AuditReader } from './AuditReader';
import { AuditTail } from './AuditTail';
import { ReadingProjector } from './ReadingProjector';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

interface StreamEvent {
  id?: string;
  event?: string;
  data?: any;
}

function parse(block: string): StreamEvent {
  const event: StreamEvent = {};
  for (const line of block.split('\n')) {
    const [, name, value] = /^(\w+): (.*)$/.exec(line) ?? [];
    if (name === 'data') {
      event.data = JSON.parse(value);
    } else if (name === 'id' || name === 'event') {
      event[name] = value;
    }
  }
  return event;
}

async function* eventsOf(
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<StreamEvent> {
  let text = '';
  for await (const chunk of body) {
    text += new TextDecoder().decode(chunk);
    const blocks = text.split('\n\n');
    text = blocks.pop()!;
    yield* blocks.map(parse);
  }
}

describe('the live tail', () => {
  let world: Awaited<ReturnType<typeof startWithEntries>>;

  beforeAll(async () => {
    world = await startWithEntries(databases);
  });

  const open = async (
    person: Person,
    search = '',
    headers: Record<string, string> = {},
  ) => {
    const { port } = world.server.address() as AddressInfo;
    const gone = new AbortController();
    const response = await fetch(
      `http://127.0.0.1:${port}/api/understudy/v1/audit/tail${search}`,
      {
        headers: {
          authorization: mockCredentials.user.header(`user:default/${person}`),
          ...headers,
        },
        signal: gone.signal,
      },
    );
    const events = eventsOf(response.body as never);
    const until = async (name: string) => {
      const seen: StreamEvent[] = [];
      for (;;) {
        const { value, done } = await events.next();
        if (done) {
          throw new Error('the stream ended');
        }
        seen.push(value);
        if (value.event === name) {
          return seen;
        }
      }
    };
    return { response, until, close: () => gone.abort() };
  };

  it('gives everybody what they may see as it comes, and goes on where it was left', async () => {
    const sam = await open('sam', '?action=live:deed');
    const dana = await open('dana', '?action=live:deed');
    expect(sam.response.headers.get('content-type')).toMatch(
      /^text\/event-stream/,
    );
    expect(sam.response.headers.get('cache-control')).toMatch(/no-transform/);
    const [ready] = await sam.until('ready');
    await dana.until('ready');

    await world.ledger.record.event(
      entry({ entityRef: THEIRS, action: 'live:deed' }),
    );
    const { id } = await world.ledger.record.event(
      entry({ entityRef: MINE, action: 'live:deed' }),
    );
    const [first] = await sam.until('entry');
    expect(first.data.entry.entityRef).toBe(THEIRS);
    const mine = (await dana.until('entry')).filter(e => e.event === 'entry');
    expect(mine.map(({ data }) => data.entry.id)).toEqual([id]);
    expect(mine[0].id).toBe(String(mine[0].data.index));
    sam.close();
    dana.close();

    const again = await open('sam', '?action=live:deed', {
      'last-event-id': ready.id!,
    });
    const seen = await again.until('entry');
    seen.push(...(await again.until('entry')));
    expect(
      seen
        .filter(({ event }) => event === 'entry')
        .map(({ data }) => data.entry.entityRef),
    ).toEqual([THEIRS, MINE]);
    again.close();
  });

  it('is refused to who may see nothing, who opens too many, and who asks for nonsense', async () => {
    expect((await open('stranger')).response.status).toBe(403);
    expect((await open('sam', '?after=-2')).response.status).toBe(400);
    const odd = await open('sam', '', { 'last-event-id': '1; drop' });
    expect(odd.response.status).toBe(400);

    const streams = [];
    for (let count = 0; count < 5; count++) {
      streams.push(await open('priya'));
    }
    const one = await open('priya');
    expect(one.response.status).toBe(429);
    const other = await open('colin');
    expect(other.response.status).toBe(200);
    other.close();
    streams.forEach(stream => stream.close());
    let status = 429;
    while (status === 429) {
      const next = await open('priya');
      status = next.response.status;
      next.close();
    }
    expect(status).toBe(200);
  });

  it('ends when the right to read ends, and says that it is there meanwhile', async () => {
    const { knex } = world;
    const logger = mockServices.logger.mock();
    let allowed = true;
    const tail = new AuditTail({
      reader: AuditReader.create({ knex }),
      projector: ReadingProjector.create({ knex, logger }),
      logger,
      rhythm: { pollMs: 5, heartbeatMs: 20, authorizeMs: 100 },
      rights: {
        async rightsOf() {
          if (!allowed) {
            throw new NotAllowedError('not any more');
          }
          return {
            caller: { type: 'user', id: 'user:default/sam' },
            scope: { kind: 'all' },
            assertSeesAll() {},
            assertSeesAny() {},
            exportScope: async () => ({ kind: 'all' }),
          };
        },
      },
    });
    const request = {
      filters: {},
      after: undefined,
      evidence: false,
      signal: new AbortController().signal,
    };
    const given: string[] = [];
    for await (const text of await tail.open(request, mockCredentials.user())) {
      given.push(text);
      if (given.some(line => line.includes(': still here'))) {
        allowed = false;
      }
    }
    expect(given[0]).toMatch(/^id: \d+\nevent: ready/);
    expect(given[given.length - 1]).toBe(
      'event: end\ndata: {"reason":"not-allowed"}\n\n',
    );

    const expired = { ...mockCredentials.user(), expiresAt: new Date(0) };
    const last: string[] = [];
    allowed = true;
    for await (const text of await tail.open(request, expired)) {
      last.push(text);
    }
    expect(last[1]).toContain('signed-out');
  });
});
