import { configMap, Session } from './testing/Session';
import { Raw } from './types';

const NS = '/api/v1/namespaces/default';

/** Reads events of a watch until enough have come. */
async function watch(
  session: Session,
  path: string,
  enough: (events: Raw[]) => boolean,
): Promise<Raw[]> {
  const response = await session.fetch('GET', path);
  const reader = response.body!.getReader();
  const events: Raw[] = [];
  let rest = '';
  while (!enough(events)) {
    const { value, done } = await reader.read();
    if (done) break;
    const lines = (rest + Buffer.from(value).toString('utf8')).split('\n');
    rest = lines.pop()!;
    events.push(...lines.filter(Boolean).map(l => JSON.parse(l)));
  }
  await reader.cancel();
  return events;
}

describe('reading from a practice cluster', () => {
  let session: Session;
  beforeAll(async () => {
    session = await Session.start();
    for (let i = 0; i < 5; i++)
      await session.call('POST', `${NS}/configmaps`, {
        ...configMap(`item-${i}`),
        metadata: {
          name: `item-${i}`,
          labels: { set: i < 3 ? 'low' : 'high' },
        },
      });
  });
  afterAll(() => session.close());

  const names = (list: Raw) => list.items.map((i: Raw) => i.metadata.name);

  it('given a limit, when the list is continued, then all pages show one moment until it is forgotten', async () => {
    const first = (
      await session.call('GET', `${NS}/configmaps?limit=2&labelSelector=set`)
    ).body;
    expect(names(first)).toEqual(['item-0', 'item-1']);
    await session.call('POST', `${NS}/configmaps`, {
      ...configMap('item-1b'),
      metadata: { name: 'item-1b', labels: { set: 'low' } },
    });
    const second = (
      await session.call(
        'GET',
        `${NS}/configmaps?limit=2&labelSelector=set&continue=${first.metadata.continue}`,
      )
    ).body;
    expect(names(second)).toEqual(['item-2', 'item-3']);
    expect(second.metadata.resourceVersion).toBe(
      first.metadata.resourceVersion,
    );
    session.cluster.compact();
    await session.call('DELETE', `${NS}/configmaps/item-1b`);
    const late = (
      await session.call(
        'GET',
        `${NS}/configmaps?limit=2&labelSelector=set&continue=${first.metadata.continue}`,
      )
    ).body;
    expect(late).toMatchObject({ code: 410, reason: 'Expired' });
    const inconsistent = (
      await session.call(
        'GET',
        `${NS}/configmaps?limit=9&labelSelector=set&continue=${late.metadata.continue}`,
      )
    ).body;
    expect(names(inconsistent)).toEqual(['item-2', 'item-3', 'item-4']);
  });

  it('given selectors, when a list is asked for, then they are applied or refused as on a real server', async () => {
    expect(
      names(
        (
          await session.call(
            'GET',
            `${NS}/configmaps?labelSelector=set in (high),set!=low`,
          )
        ).body,
      ),
    ).toEqual(['item-3', 'item-4']);
    expect(
      names(
        (
          await session.call(
            'GET',
            `${NS}/configmaps?fieldSelector=metadata.name=item-2`,
          )
        ).body,
      ),
    ).toEqual(['item-2']);
    expect(
      (await session.call('GET', `${NS}/pods?fieldSelector=spec.foo=1`)).body
        .message,
    ).toBe('field label not supported: spec.foo');
    expect(
      (await session.call('GET', `${NS}/configmaps?labelSelector=a%20b%20c`))
        .code,
    ).toBe(400);
  });

  it('given other representations, when they are asked for, then tables and bare metadata come', async () => {
    const table = (
      await session.call('GET', `${NS}/configmaps/item-0`, undefined, {
        accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
      })
    ).body;
    expect(table.kind).toBe('Table');
    expect(table.columnDefinitions.map((c: Raw) => c.name)).toEqual([
      'Name',
      'Data',
      'Age',
    ]);
    expect(table.rows[0].cells.slice(0, 2)).toEqual(['item-0', 1]);
    const partial = (
      await session.call('GET', `${NS}/configmaps?limit=1`, undefined, {
        accept:
          'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
      })
    ).body;
    expect(partial.kind).toBe('PartialObjectMetadataList');
    expect(partial.items[0]).not.toHaveProperty('data');
    expect(
      (
        await session.call('GET', `${NS}/configmaps`, undefined, {
          accept: 'text/html',
        })
      ).code,
    ).toBe(406);
  });

  it('given a version, when a watch resumes from it, then it gets what it missed, or 410', async () => {
    const { resourceVersion } = (await session.call('GET', `${NS}/configmaps`))
      .body.metadata;
    await session.call(
      'PATCH',
      `${NS}/configmaps/item-0`,
      { metadata: { labels: { set: 'high' } } },
      { 'content-type': 'application/merge-patch+json' },
    );
    await session.call('DELETE', `${NS}/configmaps/item-4`);
    const missed = await watch(
      session,
      `${NS}/configmaps?watch=true&resourceVersion=${resourceVersion}`,
      e => e.length >= 2,
    );
    expect(missed.map(e => [e.type, e.object.metadata.name])).toEqual([
      ['MODIFIED', 'item-0'],
      ['DELETED', 'item-4'],
    ]);
    const selected = await watch(
      session,
      `${NS}/configmaps?watch=true&labelSelector=set=low&resourceVersion=${resourceVersion}`,
      e => e.length >= 1,
    );
    expect(selected[0]).toMatchObject({
      type: 'DELETED',
      object: { metadata: { name: 'item-0' } },
    });
    const initial = await watch(
      session,
      `${NS}/configmaps?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`,
      e => e.some(x => x.type === 'BOOKMARK'),
    );
    expect(initial[initial.length - 1].object.metadata.annotations).toEqual({
      'k8s.io/initial-events-end': 'true',
    });
    session.cluster.compact();
    const gone = await watch(
      session,
      `${NS}/configmaps?watch=true&resourceVersion=${resourceVersion}`,
      e => e.length >= 1,
    );
    expect(gone[0]).toMatchObject({
      type: 'ERROR',
      object: { code: 410, reason: 'Expired' },
    });
  });

  it('given faults, when requests run into them, then they fail as asked and no longer than asked', async () => {
    session.cluster.addFault({
      kind: 'tooManyRequests',
      retryAfterSeconds: 3,
      times: 1,
      resource: 'configmaps',
    });
    const throttled = await session.call('GET', `${NS}/configmaps`);
    expect([throttled.code, throttled.headers.get('retry-after')]).toEqual([
      429,
      '3',
    ]);
    expect((await session.call('GET', `${NS}/configmaps`)).code).toBe(200);
    const end = session.cluster.addFault({ kind: 'reset' });
    await expect(session.call('GET', `${NS}/configmaps`)).rejects.toThrow();
    end();
    session.cluster.addFault({ kind: 'serverError', times: 1 });
    expect((await session.call('GET', `${NS}/configmaps`)).code).toBe(500);
    const dropped = watch(
      session,
      `${NS}/configmaps?watch=true`,
      () => false,
    ).catch(() => 'cut');
    while (session.cluster.dropWatches('configmaps') === 0)
      await new Promise(resolve => setTimeout(resolve, 10));
    expect(await dropped).toBe('cut');
  });

  it('given a clock that is off, when objects are made, then they carry its time', async () => {
    session.cluster.setClockSkew(3_600_000);
    const { body } = await session.call(
      'POST',
      `${NS}/configmaps`,
      configMap('future'),
    );
    expect(Date.parse(body.metadata.creationTimestamp)).toBeGreaterThan(
      Date.now() + 3_000_000,
    );
    session.cluster.setClockSkew(0);
  });

  it('given 30,000 pods, when they are listed by pages, then each comes once', async () => {
    const large = await Session.start({ seed: 7 });
    large.cluster.addBulkPods({ pods: 30_000 });
    const seen = new Set<string>();
    let token = '';
    do {
      const page = (
        await large.call('GET', `/api/v1/pods?limit=500&continue=${token}`)
      ).body;
      for (const item of page.items) seen.add(item.metadata.uid);
      token = page.metadata.continue ?? '';
    } while (token);
    expect(seen.size).toBe(30_000);
    await large.close();
  }, 60_000);
});
