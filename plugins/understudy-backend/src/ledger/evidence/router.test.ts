import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { verifyEvidence } from '@understudy/evidence';
import { permissionsOfRole } from '@understudy/plugin-understudy-common';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import {
  goodConfig,
  people,
  startUnderstudy,
  type Person,
} from '../../__testUtils__/startUnderstudy';
import { eventually } from '../__testUtils__/eventually';

// A backend starts anew in each test, which takes its time on a busy machine.
jest.setTimeout(120_000);

describe('the routes of evidence', () => {
  const folder = mkdtempSync(join(tmpdir(), 'evidence-routes-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const config = {
    ...goodConfig,
    understudy: {
      ...goodConfig.understudy,
      api: { requestsPerMinute: 10_000 },
      evidence: { directory: folder },
      ledger: { checkpoint: { entries: 1, seconds: 1 } },
    },
  };
  const body = { period: {}, reason: 'Audit of the third quarter' };
  const asPerson = (
    server: Awaited<ReturnType<typeof startUnderstudy>>['server'],
    person: Person,
  ) => {
    const token = mockCredentials.user.header(`user:default/${person}`);
    const path = (rest: string) => `/api/understudy/v1/evidence/exports${rest}`;
    return {
      get: (rest = '') =>
        request(server).get(path(rest)).set('Authorization', token),
      post: (rest = '', content: object = {}) =>
        request(server)
          .post(path(rest))
          .set('Authorization', token)
          .send(content),
    };
  };

  it('given the people of the example, when they call, then only those whose role gives it may', async () => {
    const { server, anonymous, asService } = await startUnderstudy({ config });
    const somebody = '00000000-0000-4000-8000-000000000000';
    const roles = goodConfig.understudy.roles;
    for (const person of Object.keys(people) as Person[]) {
      const may = roles
        .filter(({ group }) => (people[person] as string[]).includes(group))
        .flatMap(assignment => assignment.roles)
        .some(role =>
          permissionsOfRole(role as 'viewer').includes(
            'understudy.audit.export',
          ),
        );
      const call = asPerson(server, person);
      const statuses = [
        (await call.get()).status,
        (await call.post('', body)).status,
        (await call.get(`/${somebody}`)).status,
        (await call.post(`/${somebody}/cancel`)).status,
        (await call.get(`/${somebody}/download`)).status,
      ];
      expect({ person, statuses }).toEqual({
        person,
        statuses: may ? [200, 201, 404, 404, 404] : [403, 403, 403, 403, 403],
      });
      expect(may).toBe(person === 'colin');
    }
    expect((await anonymous('/v1/evidence/exports')).status).toBe(401);
    expect((await asService('/v1/evidence/exports')).status).toBe(403);
  });

  it('given a permission policy that says no, when the role would allow it, then no it is, with the reason', async () => {
    const { server } = await startUnderstudy({
      config,
      policy: ({ permission }) =>
        permission.name === 'understudy.audit.export'
          ? AuthorizeResult.DENY
          : AuthorizeResult.ALLOW,
    });
    const { status, body: answer } = await asPerson(server, 'colin').get();
    expect(status).toBe(403);
    expect(answer.error).toMatchObject({
      code: 'permission-missing',
      message: expect.stringContaining('understudy.audit.export'),
    });
  });

  it('given a package, when asked for, waited for and downloaded, then it verifies with the key of the log', async () => {
    const { server, as } = await startUnderstudy({ config });
    const colin = asPerson(server, 'colin');
    const { body: asked } = await colin.post('', body);
    const made = await eventually(
      async () => {
        const { body: now } = await colin.get(`/${asked.id}`);
        return now.state === 'ready' && now;
      },
      'the package is ready',
      60,
    );
    expect(made).toMatchObject({ complete: true, request: body });
    const download = await colin
      .get(`/${asked.id}/download`)
      .buffer()
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', chunk => chunks.push(chunk));
        res.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect(download.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-length': String(made.bytes),
      'content-disposition': expect.stringMatching(
        /^attachment; filename="understudy-evidence-[\d-]{10}-[0-9a-f]{8}\.zip"$/,
      ),
    });
    const file = join(folder, 'downloaded');
    writeFileSync(file, download.body);
    // Without a pinned key nothing but that is open.
    expect(await verifyEvidence({ file })).toMatchObject({
      result: 'limited',
      limits: [expect.stringContaining('No key was pinned')],
      problems: [],
    });
    const { body: list } = await colin.get();
    expect(list.items.map(({ id }: { id: string }) => id)).toContain(asked.id);
    expect((await as('colin', '/v1/health')).status).toBe(200);
  }, 120_000);

  it.each<[string, object]>([
    ['no reason', { period: {} }],
    ['a period that is none', { period: { from: 'yesterday' }, reason: 'x' }],
    [
      'a period backwards',
      {
        period: { from: '2026-10-02T00:00:00Z', to: '2026-10-01T00:00:00Z' },
        reason: 'x',
      },
    ],
    ['an empty filter', { period: {}, filter: {}, reason: 'x' }],
    [
      'a filter that is not known',
      { period: {}, filter: { colour: 'red' }, reason: 'x' },
    ],
    [
      'notes without end',
      { period: {}, reason: 'x', notes: 'n'.repeat(20_001) },
    ],
  ])('given %s, when asked for, then it is refused', async (_, wrong) => {
    const { server } = await startUnderstudy({ config });
    const { status, body: answer } = await asPerson(server, 'colin').post(
      '',
      wrong,
    );
    expect({ status, code: answer.error.code }).toEqual({
      status: 400,
      code: 'input-invalid',
    });
  });
});
