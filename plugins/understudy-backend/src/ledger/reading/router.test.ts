import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  decodeBase64,
  decodeEntryBundle,
  hashLeaf,
  openFields,
  parseCanonicalJson,
  verifyCheckpoint,
  verifyConsistencyProof,
  verifyInclusionProof,
  verifyLogProof,
  readRoot,
  TileHashReader,
  tilePath,
  type JsonObject,
  type JsonValue,
} from '@understudy/ledger';
import {
  ledgerEntryDomain,
  type AuditPage,
} from '@understudy/plugin-understudy-common';
import request from 'supertest';
import type { Person } from '../../__testUtils__/startUnderstudy';
import {
  entry,
  MINE,
  startWithEntries,
  THEIRS,
} from '../__testUtils__/startWithEntries';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

type World = Awaited<ReturnType<typeof startWithEntries>>;

const idsOf = (body: AuditPage) => body.items.map(item => item.entry.id);

describe('the audit routes', () => {
  let world: World;

  beforeAll(async () => {
    world = await startWithEntries(databases);
  });

  it('show everything to auditors, and to owners what is theirs and nothing else', async () => {
    const { as, intent, theirs, nobodys } = world;
    for (const auditor of ['sam', 'priya', 'colin'] as const) {
      const { body, status } = await as(auditor, '/v1/audit/entries');
      expect(status).toBe(200);
      expect(body.scope).toBe('all');
      expect(idsOf(body)).toEqual(
        expect.arrayContaining([intent.id, theirs.id, nobodys.id]),
      );
    }
    const mine = await as('dana', '/v1/audit/entries');
    expect(mine.body.scope).toBe('owned');
    expect(mine.body.items).toHaveLength(2);
    expect(JSON.stringify(mine.body)).not.toMatch(/secret|unicorn|zoe/);
    expect((await as('stranger', '/v1/audit/entries')).status).toBe(403);
    expect((await world.anonymous('/v1/audit/entries')).status).toBe(401);
  });

  it('let an owner find nothing of others by any filter, name or number', async () => {
    const { as, theirs, nobodys } = world;
    const searches = [
      `entityRef=${THEIRS}`,
      `entityRef=${THEIRS.toUpperCase()}`,
      'text=unicorn',
      'action=secret:deed',
      'actor=user:default/zoe',
    ];
    for (const search of searches) {
      const found = await as('sam', `/v1/audit/entries?${search}`);
      expect(found.body.items).toHaveLength(1);
      const hidden = await as('dana', `/v1/audit/entries?${search}`);
      expect(hidden.status).toBe(200);
      expect(hidden.body.items).toEqual([]);
      expect(hidden.body.nextCursor).toBeUndefined();
    }
    const shared = await as('dana', '/v1/audit/entries?correlationId=c-1');
    expect(shared.body.items).toHaveLength(2);
    for (const { id } of [theirs, nobodys]) {
      const hidden = await as('dana', `/v1/audit/entries/${id}`);
      expect(hidden.status).toBe(404);
      expect(hidden.body.error.code).toBe('entry-not-found');
      const note = await world.post('dana', `/v1/audit/entries/${id}/notes`, {
        text: 'hello',
      });
      expect(note.status).toBe(404);
    }
    const facets = await as('dana', '/v1/audit/facets');
    expect(JSON.stringify(facets.body)).not.toMatch(/secret|zoe|sign-in/);
    expect(JSON.stringify(facets.body)).toMatch(/hours\.office/);
    expect(JSON.stringify((await as('sam', '/v1/audit/facets')).body)).toMatch(
      /secret:deed/,
    );
    const some = await as('sam', '/v1/audit/facets?field=action&contains=DEED');
    expect(some.body.facets).toEqual([
      { field: 'action', values: ['secret:deed'], more: false },
    ]);
  });

  it('join an outcome to its intent, and give what verifies an entry', async () => {
    const { as, intent } = world;
    const { body } = await as('dana', `/v1/audit/entries/${intent.id}`);
    const { entry: shown, evidence, outcome, leafHash } = body.entry;
    expect(outcome).toMatchObject({
      outcome: 'failure',
      errorContext: { code: 'Timeout' },
      recoveryActions: ['asked again'],
    });
    expect(hashLeaf(new TextEncoder().encode(evidence.body))).toEqual(
      decodeBase64(leafHash),
    );
    const opened = openFields(parseCanonicalJson(evidence.body) as JsonObject, {
      domain: ledgerEntryDomain,
      fields: evidence.fields.map(
        (field: { pointer: string; salt: string; value: JsonValue }) => ({
          ...field,
          salt: decodeBase64(field.salt),
        }),
      ),
    });
    expect(opened.entry).toEqual(shown);
    const closing = await as('dana', `/v1/audit/entries/${outcome.entryId}`);
    expect(closing.body.intent.entry.id).toBe(intent.id);
    const listed = await as('dana', '/v1/audit/entries?include=evidence');
    expect(listed.body.items[1].evidence).toEqual(evidence);
  });

  it('find by every filter, alone and together', async () => {
    const { as } = world;
    const count = async (search: string) => {
      const { body } = await as('sam', `/v1/audit/entries?${search}`);
      expect(body.error).toBeUndefined();
      return body.items.filter(
        (item: { entry: { action: string } }) =>
          item.entry.action === 'kubernetes:scale',
      ).length;
    };
    expect(await count('environment=production')).toBe(1);
    expect(await count(`project=${MINE}`)).toBe(2);
    expect(await count('cluster=production')).toBe(1);
    expect(await count('operationType=deployment&operationType=exec')).toBe(2);
    expect(await count('outcome=failure')).toBe(1);
    expect(await count('decision=allow')).toBe(1);
    expect(await count('ruleId=hours.office')).toBe(1);
    expect(await count('ruleId=hours.office&ruleId=risk.low')).toBe(1);
    expect(await count('ruleId=none')).toBe(0);
    expect(await count('correlationId=c-1')).toBe(2);
    expect(await count('planId=p-1')).toBe(1);
    expect(await count('planId=p-2')).toBe(0);
    expect(await count('source=ui&kind=intent')).toBe(1);
    expect(await count('text=KUBECTL%20repl')).toBe(1);
    expect(await count('text=queue%20payments&outcome=failure')).toBe(0);
    expect(
      await count('from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z'),
    ).toBe(0);
    expect(await count('from=2020-01-01T00:00:00Z')).toBe(2);
  });

  it('go from page to page without a gap while entries are added, and refuse other cursors', async () => {
    const { as, ledger, settle } = world;
    const first = await as('sam', '/v1/audit/entries?limit=2');
    const all = await as('sam', '/v1/audit/entries?limit=500');
    await ledger.record.event(entry({ action: 'late:entry' }));
    await settle();
    const seen = idsOf(first.body);
    let { nextCursor } = first.body;
    while (nextCursor) {
      const { body } = await as(
        'sam',
        `/v1/audit/entries?limit=2&cursor=${nextCursor}`,
      );
      seen.push(...idsOf(body));
      nextCursor = body.nextCursor;
    }
    expect(seen).toEqual(idsOf(all.body));

    const cursor: string = first.body.nextCursor;
    for (const wrong of [
      `limit=2&outcome=failure&cursor=${cursor}`,
      `order=oldest&cursor=${cursor}`,
      `cursor=${cursor.slice(0, -2)}`,
      `cursor=${cursor}A`,
      'cursor=%00%ff',
      "cursor='%20or%201=1",
    ]) {
      const { status, body } = await as('sam', `/v1/audit/entries?${wrong}`);
      expect(status).toBe(400);
      expect(['cursor-invalid', 'input-invalid']).toContain(body.error?.code);
    }
    const foreign = await as('dana', `/v1/audit/entries?cursor=${cursor}`);
    expect(foreign.body.error.code).toBe('cursor-invalid');
  });

  it('refuse what is no filter, with a sentence', async () => {
    const { as } = world;
    for (const wrong of [
      'limit=501',
      'limit=0',
      'outcome=perhaps',
      'from=yesterday',
      'from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z',
      'outcome[a]=failure',
      'text=%2B%2B%2B',
      `text=${'word%20'.repeat(50)}`,
      `text=${encodeURIComponent(
        Array.from({ length: 11 }, (_, i) => `w${i}`).join(' '),
      )}`,
      `actor=${'x'.repeat(600)}`,
    ]) {
      const { status, body } = await as('sam', `/v1/audit/entries?${wrong}`);
      expect({ wrong, status }).toEqual({ wrong, status: 400 });
      expect(body.error.message).toMatch(/\w+ \w+/);
    }
    for (const odd of ["' OR 1=1 --", '"a*', "')) drop table", 'a:* & !b']) {
      const { status } = await as(
        'sam',
        `/v1/audit/entries?text=${encodeURIComponent(odd)}`,
      );
      expect(status).toBe(200);
    }
    expect((await as('sam', '/v1/audit/entries/7')).status).toBe(400);
  });

  it('show the timeline of an entity to its owners', async () => {
    const { as } = world;
    const path = '/v1/entities/component/default/payments/timeline';
    const { body } = await as('dana', path);
    expect(body.items.map((item: any) => item.entry.kind)).toEqual([
      'outcome',
      'intent',
    ]);
    expect((await as('sam', path)).body.items).toHaveLength(2);
    expect((await as('stranger', path)).status).toBe(403);
    const unknown = await as('sam', path.replace('payments', 'nothing'));
    expect(unknown.status).toBe(404);
    expect(unknown.body.error.code).toBe('entity-not-found');
  });

  it('add a note as an entry of its own, and find it', async () => {
    const { as, post, intent, settle } = world;
    const path = `/v1/audit/entries/${intent.id}/notes`;
    const before = (await as('dana', `/v1/audit/entries/${intent.id}`)).body;
    const added = await post('dana', path, {
      text: 'Looked into it: a zebra crossed',
      links: [{ title: 'OPS-7', url: 'https://tickets.example/OPS-7' }],
    });
    expect(added.status).toBe(201);
    await settle();
    const after = (await as('dana', `/v1/audit/entries/${intent.id}`)).body;
    expect(after.entry).toEqual({ ...before.entry, notes: 1 });
    expect(after.notes[0].entry).toMatchObject({
      id: added.body.id,
      operationType: 'note',
      entityRef: MINE,
      actor: { id: 'user:default/dana' },
      reason: 'Looked into it: a zebra crossed',
      parameters: { links: [{ url: 'https://tickets.example/OPS-7' }] },
    });
    const found = await as('dana', '/v1/audit/entries?text=zebra');
    expect(idsOf(found.body)).toEqual([added.body.id]);
    for (const wrong of [
      {},
      { text: '' },
      { text: '  ' },
      { text: 'a', links: [{ url: 'file:///etc/passwd' }] },
      { text: 'a', other: 1 },
    ]) {
      expect((await post('dana', path, wrong)).status).toBe(400);
    }
    expect((await post('stranger', path, { text: 'a' })).status).toBe(403);
  });

  it('take entries out in three forms, record that, and leave out what is not theirs', async () => {
    const { as, ledger, settle } = world;
    await ledger.record.event(
      entry({
        entityRef: MINE,
        commandText: '=HYPERLINK("http://evil.example")',
        reason: '| <img src=x> [a](javascript:b) "quoted", and\nmore',
      }),
    );
    await settle();
    const fetch = (person: Person, format: string, more = '') =>
      as(person, `/v1/audit/export?format=${format}${more}`);

    const csv = await fetch('dana', 'csv');
    expect(csv.headers['understudy-scope']).toBe('owned');
    expect(csv.text).not.toMatch(/unicorn|zoe/);
    expect(csv.text).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    const lines = (await fetch('colin', 'json')).text.trim().split('\n');
    expect(JSON.parse(lines[0]).index).toBe(0);
    expect(lines.join('')).toContain('unicorn');
    const markdown = await fetch('dana', 'markdown', `&entityRef=${MINE}`);
    expect(markdown.text).toMatch(/^# What was done/);
    expect(markdown.text).not.toMatch(/<img|\]\(javascript/);
    const few = await fetch('colin', 'json', '&limit=1');
    expect(few.headers['understudy-complete']).toBe('false');
    expect((await fetch('sam', 'csv')).status).toBe(403);
    expect((await fetch('stranger', 'csv')).status).toBe(403);
    expect((await fetch('colin', 'exe')).status).toBe(400);
    await settle();
    const recorded = await as('sam', '/v1/audit/entries?action=audit:export');
    expect(recorded.body.items).toHaveLength(4);
  });

  it('keep views: mine, shared ones, and nobody changes those of others', async () => {
    const { as, post, server } = world;
    const view = {
      name: 'Failures',
      query: { outcome: ['failure'], last: 'P7D' },
      shared: false,
    };
    const mine = (await post('dana', '/v1/audit/views', view)).body;
    const shared = (
      await post('dana', '/v1/audit/views', { ...view, shared: true })
    ).body;
    const listed = await as('sam', '/v1/audit/views');
    expect(listed.body.items).toEqual([{ ...shared, mine: false }]);
    expect((await as('dana', '/v1/audit/views')).body.items).toHaveLength(2);
    const send = (
      method: 'put' | 'delete',
      person: string,
      id: string,
      body?: object,
    ) =>
      request(server)
        [method](`/api/understudy/v1/audit/views/${id}`)
        .set(
          'Authorization',
          mockCredentials.user.header(`user:default/${person}`),
        )
        .send(body);
    expect((await send('put', 'sam', mine.id, view)).status).toBe(404);
    expect((await send('put', 'sam', shared.id, view)).status).toBe(403);
    expect((await send('delete', 'sam', shared.id)).status).toBe(403);
    const changed = await send('put', 'dana', mine.id, { ...view, name: 'X' });
    expect(changed.body).toMatchObject({ id: mine.id, name: 'X' });
    expect((await send('delete', 'dana', mine.id)).status).toBe(204);
    expect((await send('delete', 'dana', mine.id)).status).toBe(404);
    const wrong = { ...view, query: { outcome: ['perhaps'] } };
    expect((await post('dana', '/v1/audit/views', wrong)).status).toBe(400);
    expect((await post('stranger', '/v1/audit/views', view)).status).toBe(403);
  });

  it('never find redacted words again, nor after everything is made anew', async () => {
    const { as, ledger, settle, knex } = world;
    const { id } = await ledger.record.event(
      entry({ entityRef: MINE, commandText: 'login --password chrysalis' }),
    );
    await settle();
    const search = () => as('sam', '/v1/audit/entries?text=chrysalis');
    expect(idsOf((await search()).body)).toEqual([id]);
    await ledger.redact({
      entryId: id,
      pointers: ['/commandText'],
      reason: 'a secret',
      actor: { type: 'user', id: 'user:default/sam' },
    });
    await settle();
    expect((await search()).body.items).toEqual([]);
    const dump = JSON.stringify(
      await knex.select().from('ledger_reading_words'),
    );
    expect(dump).not.toContain('chrysalis');
    const shown = await as('sam', `/v1/audit/entries/${id}`);
    expect(shown.body.entry.redacted).toEqual(['/commandText']);
    expect(JSON.stringify(shown.body)).not.toContain('chrysalis');
  });

  it('say where what is stored is not what was recorded', async () => {
    const { as, ledger, settle, knex } = world;
    const { id } = await ledger.record.event(
      entry({ entityRef: MINE, commandText: 'make it so' }),
    );
    await settle();
    await knex.raw('drop trigger ledger_fields_no_update');
    await knex('ledger_fields')
      .where({ entry_id: id, pointer: '/commandText' })
      .update({ value: '"make it not so"' });
    const { status, body } = await as('sam', `/v1/audit/entries/${id}`);
    expect(status).toBe(200);
    expect(body.entry.problem).toMatch(/not the one that was recorded/);
    expect(body.entry.entry.commandText).toBeUndefined();
  });
});

describe('the ledger routes', () => {
  let world: World;
  let size: number;

  beforeAll(async () => {
    world = await startWithEntries(databases);
    await world.settle();
    for (;;) {
      const { body } = await world.as('sam', '/v1/ledger/status');
      if (body.checkpoint?.size === body.size) {
        size = body.size;
        break;
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  });

  it('give all it takes to verify the log without trusting the server', async () => {
    const { as, intent } = world;
    const { body: status } = await as('sam', '/v1/ledger/status');
    const note = await as('sam', '/v1/ledger/checkpoint');
    expect(note.type).toBe('text/plain');
    const checkpoint = await verifyCheckpoint(note.text, status.verifierKeys);
    expect(checkpoint.size).toBe(BigInt(size));

    const tile = async (path: string) => {
      const answer = await as('sam', `/v1/ledger/${path}`)
        .buffer(true)
        .parse((res, done) => {
          const parts: Buffer[] = [];
          res.on('data', part => parts.push(part));
          res.on('end', () => done(null, Buffer.concat(parts)));
        });
      expect(answer.status).toBe(200);
      expect(answer.headers['cache-control']).toMatch(/^private/);
      return new Uint8Array(answer.body);
    };
    const reader = new TileHashReader({
      size,
      source: { readTile: address => tile(tilePath(address)) },
    });
    expect(await readRoot(size, reader)).toEqual(checkpoint.root);
    const bundle = decodeEntryBundle(
      await tile(tilePath({ level: 'entries', index: 0n, width: size })),
      size,
    );
    expect(bundle).toHaveLength(size);

    const { body: shown } = await as('sam', `/v1/audit/entries/${intent.id}`);
    const { index, leafHash } = shown.entry;
    expect(hashLeaf(bundle[index])).toEqual(decodeBase64(leafHash));
    const file = await as('sam', `/v1/ledger/entries/${index}/proof`);
    await verifyLogProof({
      proof: file.text,
      leafHash: decodeBase64(leafHash),
      verifierKeys: status.verifierKeys,
    });
    const many = await as('sam', `/v1/ledger/proofs?index=0&index=${index}`);
    for (const { index: at, proof } of many.body.proofs) {
      verifyInclusionProof({
        index: at,
        size,
        leafHash: hashLeaf(bundle[at]),
        proof: proof.map(decodeBase64),
        root: checkpoint.root,
      });
    }
    const { body: grown } = await as('sam', '/v1/ledger/consistency?from=2');
    verifyConsistencyProof({
      size1: 2,
      size2: grown.to,
      root1: await readRoot(2, reader),
      root2: checkpoint.root,
      proof: grown.proof.map(decodeBase64),
    });
  });

  it('give owners proofs of their own entries only, and no tiles', async () => {
    const { as, theirs, intent } = world;
    const indexOf = async (id: string) =>
      (await as('sam', `/v1/audit/entries/${id}`)).body.entry.index;
    const mine = await indexOf(intent.id);
    const hidden = await indexOf(theirs.id);
    const statusOf = async (person: Person, path: string) =>
      (await as(person, `/v1/ledger/${path}`)).status;
    expect(await statusOf('dana', 'checkpoint')).toBe(200);
    expect(await statusOf('dana', 'consistency?from=1')).toBe(200);
    expect(await statusOf('dana', `entries/${mine}/proof`)).toBe(200);
    expect(await statusOf('dana', `entries/${hidden}/proof`)).toBe(404);
    expect(await statusOf('dana', `proofs?index=${mine}&index=${hidden}`)).toBe(
      404,
    );
    expect(await statusOf('dana', `tile/0/000.p/${size}`)).toBe(403);
    expect(await statusOf('dana', `tile/entries/000.p/${size}`)).toBe(403);
    for (const path of [
      'status',
      'checkpoint',
      `entries/${mine}/proof`,
      `proofs?index=${mine}`,
      'consistency?from=1',
      `tile/0/000.p/${size}`,
    ]) {
      expect(await statusOf('stranger', path)).toBe(403);
      expect((await world.anonymous(`/v1/ledger/${path}`)).status).toBe(401);
      expect((await world.asService(`/v1/ledger/${path}`)).status).toBe(200);
    }
  });

  it('have no such thing outside of the log', async () => {
    const { as } = world;
    for (const [path, wanted] of [
      ['entries/999999/proof', 404],
      ['entries/-1/proof', 400],
      ['entries/x/proof', 400],
      ['consistency?from=0', 400],
      ['consistency?from=3&to=2', 404],
      ['consistency?from=1&to=999999', 404],
      ['tile/0/000', 404],
      ['tile/0/000.p/255', 404],
      ['tile/0/000.p/0', 404],
      ['tile/0/000.p/01', 404],
      ['tile/entries/001.p/1', 404],
      ['tile/64/000', 400],
      ['tile/0/..%2f..%2fetc', 400],
      ['tile/0/x999/x999/x999/x999/x999/999', 404],
    ] as const) {
      const { status } = await as('sam', `/v1/ledger/${path}`);
      expect({ path, status }).toEqual({ path, status: wanted });
    }
  });
});

describe('a service', () => {
  it('reads the ledger where its restrictions allow it, and otherwise nothing', async () => {
    const { asService } = await startWithEntries(databases, {
      policy: ({ permission }) =>
        permission.name === 'understudy.audit.read'
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    });
    for (const path of ['audit/entries', 'audit/facets', 'ledger/checkpoint']) {
      const { status, body } = await asService(`/v1/${path}`);
      expect(status).toBe(403);
      expect(body.error.code).toBe('permission-missing');
    }
  });
});
