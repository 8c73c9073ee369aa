import { configMap, deployment, pod, Session } from './testing/Session';
import { Raw } from './types';

const NS = '/api/v1/namespaces/default';
const APPS = '/apis/apps/v1/namespaces/default';
const MERGE = { 'content-type': 'application/merge-patch+json' };

describe('objects of a practice cluster', () => {
  let session: Session;
  beforeAll(async () => {
    session = await Session.start();
  });
  afterAll(() => session.close());

  it('given an object, when it is written twice from one version, then the second write is refused', async () => {
    const created = await session.call(
      'POST',
      `${NS}/configmaps`,
      configMap('one'),
    );
    expect(created.code).toBe(201);
    const { resourceVersion, uid } = created.body.metadata;
    const next = { ...created.body, data: { a: '2' } };
    expect((await session.call('PUT', `${NS}/configmaps/one`, next)).code).toBe(
      200,
    );
    const refused = await session.call('PUT', `${NS}/configmaps/one`, {
      ...next,
      metadata: { name: 'one', resourceVersion },
    });
    expect(refused.body).toMatchObject({
      kind: 'Status',
      code: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on configmaps "one": the object has been modified; please apply your changes to the latest version and try again',
      details: { name: 'one', kind: 'configmaps' },
    });
    const stranger = await session.call('DELETE', `${NS}/configmaps/one`, {
      preconditions: { uid: 'other' },
    });
    expect(stranger.code).toBe(409);
    expect(stranger.body.message).toContain(
      `the UID in the precondition (other) does not match the UID in record (${uid})`,
    );
    expect(
      (await session.call('DELETE', `${NS}/configmaps/one`)).body,
    ).toMatchObject({
      status: 'Success',
      details: { name: 'one', kind: 'configmaps', uid },
    });
    expect(
      (await session.call('GET', `${NS}/configmaps/one`)).body.message,
    ).toBe('configmaps "one" not found');
  });

  it('given dryRun=All, when something is created, changed or deleted, then nothing of it stays', async () => {
    const made = await session.call(
      'POST',
      `${APPS}/deployments?dryRun=All`,
      deployment('ghost', 1),
    );
    expect(made.code).toBe(201);
    expect(made.body.spec.strategy).toEqual({
      type: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
    });
    expect((await session.call('GET', `${APPS}/deployments/ghost`)).code).toBe(
      404,
    );
    await session.call('POST', `${NS}/configmaps`, configMap('kept'));
    const before = (await session.call('GET', `${NS}/configmaps/kept`)).body;
    expect(
      (
        await session.call(
          'PATCH',
          `${NS}/configmaps/kept?dryRun=All`,
          { data: { a: '9' } },
          MERGE,
        )
      ).body.data,
    ).toEqual({ a: '9' });
    expect(
      (await session.call('DELETE', `${NS}/configmaps/kept?dryRun=All`)).code,
    ).toBe(200);
    expect((await session.call('GET', `${NS}/configmaps/kept`)).body).toEqual(
      before,
    );
    expect(
      (
        await session.call(
          'POST',
          `${APPS}/deployments?dryRun=All`,
          deployment('bad', -1),
        )
      ).body,
    ).toMatchObject({
      code: 422,
      message:
        'Deployment.apps "bad" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      details: {
        causes: [
          {
            reason: 'FieldValueInvalid',
            field: 'spec.replicas',
            message: 'Invalid value: -1: must be greater than or equal to 0',
          },
        ],
      },
    });
  });

  it('given bodies that do not fit, when they are sent, then the words are those of the real server', async () => {
    const post = async (body: unknown, query = '') =>
      (await session.call('POST', `${APPS}/deployments?x=1${query}`, body)).body
        .message;
    expect(
      await post({
        ...deployment('x', 1),
        spec: { ...deployment('x', 1).spec, replicas: 'two' },
      }),
    ).toBe(
      'Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field DeploymentSpec.spec.replicas of type int32',
    );
    expect(
      await post({ ...deployment('x', 1), foo: 1 }, '&fieldValidation=Strict'),
    ).toBe(
      'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "foo"',
    );
    expect(
      await post(
        deployment('x', 1, { resources: { limits: { cpu: 'lots' } } }),
      ),
    ).toContain('quantities must match the regular expression');
    const warned = await session.call('POST', `${NS}/configmaps?dryRun=All`, {
      ...configMap('w'),
      foo: 1,
    });
    expect(warned.headers.get('warning')).toBe(
      '299 - "unknown field \\"foo\\""',
    );
    expect(
      (await session.call('POST', `${NS}/configmaps`, configMap('Bad_Name')))
        .body.message,
    ).toContain(
      'metadata.name: Invalid value: "Bad_Name": a lowercase RFC 1123 subdomain',
    );
    expect(
      (
        await session.call(
          'POST',
          '/api/v1/namespaces/nope/configmaps',
          configMap('x'),
        )
      ).body.message,
    ).toBe('namespaces "nope" not found');
  });

  it('given a custom resource definition, when its resources are written, then the schema holds', async () => {
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'crons.example.test' },
      spec: {
        group: 'example.test',
        scope: 'Namespaced',
        names: { kind: 'Cron', plural: 'crons' },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            subresources: { status: {} },
            schema: {
              openAPIV3Schema: {
                type: 'object',
                properties: {
                  spec: {
                    type: 'object',
                    required: ['every'],
                    properties: {
                      every: { type: 'integer', minimum: 1 },
                      mode: { type: 'string', default: 'plain' },
                    },
                  },
                },
              },
            },
          },
        ],
      },
    };
    expect(
      (
        await session.call(
          'POST',
          '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
          crd,
        )
      ).code,
    ).toBe(201);
    const path = '/apis/example.test/v1/namespaces/default/crons';
    const made = await session.call('POST', path, {
      apiVersion: 'example.test/v1',
      kind: 'Cron',
      metadata: { name: 'c' },
      spec: { every: 5, more: 1 },
    });
    expect(made.body.spec).toEqual({ every: 5, mode: 'plain' });
    expect(made.body.metadata.generation).toBe(1);
    expect(
      (
        await session.call('POST', path, {
          apiVersion: 'example.test/v1',
          kind: 'Cron',
          metadata: { name: 'd' },
          spec: {},
        })
      ).body.message,
    ).toBe('Cron.example.test "d" is invalid: spec.every: Required value');
    const groups = (await session.call('GET', '/apis')).body.groups.map(
      (g: Raw) => g.name,
    );
    expect(groups).toContain('example.test');
    expect(
      (await session.call('GET', '/openapi/v3')).body.paths,
    ).toHaveProperty(['apis/example.test/v1']);
  });

  it('given finalizers and owners, when an owner is deleted, then finalizers hold it and dependents follow', async () => {
    const owner = (
      await session.call('POST', `${NS}/configmaps`, {
        ...configMap('owner'),
        metadata: { name: 'owner', finalizers: ['example.test/hold'] },
      })
    ).body;
    const reference = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      name: 'owner',
      uid: owner.metadata.uid,
    };
    await session.call('POST', `${NS}/configmaps`, {
      ...configMap('child'),
      metadata: { name: 'child', ownerReferences: [reference] },
    });
    const marked = await session.call('DELETE', `${NS}/configmaps/owner`);
    expect(marked.body.metadata.deletionTimestamp).toBeDefined();
    await session.call(
      'PATCH',
      `${NS}/configmaps/owner`,
      { metadata: { finalizers: null } },
      MERGE,
    );
    expect((await session.call('GET', `${NS}/configmaps/owner`)).code).toBe(
      404,
    );
    expect(
      (await session.until(`${NS}/configmaps/child`, body => body.code === 404))
        .reason,
    ).toBe('NotFound');
  });

  it('given a quota and limits, when a pod asks for too much, then it is forbidden by their names', async () => {
    await session.call('POST', '/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'small' },
    });
    await session.until(
      '/api/v1/namespaces/small/serviceaccounts/default',
      body => body.kind === 'ServiceAccount',
    );
    await session.call('POST', '/api/v1/namespaces/small/resourcequotas', {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'q' },
      spec: { hard: { pods: '1' } },
    });
    expect(
      (await session.call('POST', '/api/v1/namespaces/small/pods', pod('a')))
        .code,
    ).toBe(201);
    expect(
      (await session.call('POST', '/api/v1/namespaces/small/pods', pod('b')))
        .body,
    ).toMatchObject({
      code: 403,
      message:
        'pods "b" is forbidden: exceeded quota: q, requested: pods=1, used: pods=1, limited: pods=1',
    });
  });
});
