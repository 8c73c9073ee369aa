import { configMap, deployment, Session } from './testing/Session';
import { Raw } from './types';

const NS = '/api/v1/namespaces/default';
const APPS = '/apis/apps/v1/namespaces/default';
const MERGE = { 'content-type': 'application/merge-patch+json' };
const STRATEGIC = { 'content-type': 'application/strategic-merge-patch+json' };
const JSON_PATCH = { 'content-type': 'application/json-patch+json' };
const APPLY = { 'content-type': 'application/apply-patch+yaml' };

describe('patches of a practice cluster', () => {
  let session: Session;
  beforeAll(async () => {
    session = await Session.start();
  });
  afterAll(() => session.close());

  it('given the three kinds of patches, when they are applied, then lists merge by their keys or not at all', async () => {
    await session.call(
      'POST',
      `${APPS}/deployments`,
      deployment('patched', 0, { env: [{ name: 'A', value: '1' }] }),
    );
    const path = `${APPS}/deployments/patched`;
    const container = (x: Raw) => ({
      spec: { template: { spec: { containers: [{ name: 'c', ...x }] } } },
    });
    const env = (answer: { body: Raw }) =>
      answer.body.spec.template.spec.containers[0].env;
    expect(
      env(
        await session.call(
          'PATCH',
          path,
          container({ env: [{ name: 'B', value: '2' }] }),
          STRATEGIC,
        ),
      ),
    ).toEqual([
      { name: 'B', value: '2' },
      { name: 'A', value: '1' },
    ]);
    expect(
      env(
        await session.call(
          'PATCH',
          path,
          container({ env: [{ name: 'A', $patch: 'delete' }] }),
          STRATEGIC,
        ),
      ),
    ).toEqual([{ name: 'B', value: '2' }]);
    expect(
      (await session.call('PATCH', path, container({ env: [] }), MERGE)).code,
    ).toBe(422);
    expect(
      (
        await session.call(
          'PATCH',
          path,
          [{ op: 'replace', path: '/spec/replicas', value: 3 }],
          JSON_PATCH,
        )
      ).body.spec.replicas,
    ).toBe(3);
    expect(
      (
        await session.call(
          'PATCH',
          path,
          [{ op: 'test', path: '/spec/replicas', value: 9 }],
          JSON_PATCH,
        )
      ).code,
    ).toBe(422);
    expect(
      (
        await session.call(
          'PATCH',
          path,
          {},
          { 'content-type': 'application/json' },
        )
      ).code,
    ).toBe(415);
  });

  it('given server-side apply by two managers, when they want different values, then the second is told whose field it is', async () => {
    const path = `${NS}/configmaps/shared`;
    expect(
      (
        await session.call(
          'PATCH',
          `${path}?fieldManager=one`,
          configMap('shared', { a: '1', b: '1' }),
          APPLY,
        )
      ).code,
    ).toBe(201);
    const conflict = await session.call(
      'PATCH',
      `${path}?fieldManager=two`,
      configMap('shared', { a: '2' }),
      APPLY,
    );
    expect(conflict.body).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: 'Apply failed with 1 conflict: conflict with "one": .data.a',
      details: {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "one"',
            field: '.data.a',
          },
        ],
      },
    });
    const forced = await session.call(
      'PATCH',
      `${path}?fieldManager=two&force=true`,
      configMap('shared', { a: '2' }),
      APPLY,
    );
    const owners = Object.fromEntries(
      forced.body.metadata.managedFields.map((m: Raw) => [
        m.manager,
        m.fieldsV1,
      ]),
    );
    expect(owners).toEqual({
      one: { 'f:data': { 'f:b': {} } },
      two: { 'f:data': { 'f:a': {} } },
    });
    const given = await session.call(
      'PATCH',
      `${path}?fieldManager=one`,
      configMap('shared', { c: '1' }),
      APPLY,
    );
    expect(given.body.data).toEqual({ a: '2', c: '1' });
    expect(
      (await session.call('PATCH', path, configMap('shared'), APPLY)).body
        .message,
    ).toContain('fieldManager: Required value: is required for apply patch');
  });
});
