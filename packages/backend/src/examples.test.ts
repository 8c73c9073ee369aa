import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import scaffolderEntityModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { parseAllDocuments } from 'yaml';

const EXAMPLES = resolve(__dirname, '../../../examples');
const LOCATIONS = [
  'org.yaml',
  'world.yaml',
  'templates/handover-note/template.yaml',
];

interface Spec {
  [key: string]: unknown;
  memberOf?: string[];
  members?: string[];
  dependsOn?: string[];
  dependencyOf?: string[];
  providesApis?: string[];
}

const files = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter(path => /\.ya?ml$/.test(path))
  .map(path => join(EXAMPLES, path));

function readEntities(path: string): (Entity & { spec: Spec })[] {
  return parseAllDocuments(readFileSync(path, 'utf8')).map(document => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS();
  });
}

function refsOf(
  entity: Entity & { spec: Spec },
  field: string,
  kind: string,
): string[] {
  const value = entity.spec[field];
  return [value ?? []].flat().map(ref =>
    stringifyEntityRef(
      parseEntityRef(String(ref), {
        defaultKind: kind,
        defaultNamespace: 'default',
      }),
    ),
  );
}

async function eventually<T>(
  read: () => Promise<T>,
  isDone: (value: T) => boolean,
): Promise<T> {
  for (;;) {
    const value = await read();
    if (isDone(value)) {
      return value;
    }
    await new Promise(done => setTimeout(done, 100));
  }
}

jest.setTimeout(60_000);

describe('examples', () => {
  const entities = LOCATIONS.flatMap(path =>
    readEntities(join(EXAMPLES, path)),
  );
  const byRef = new Map(
    entities.map(entity => [stringifyEntityRef(entity), entity]),
  );
  const ofKind = (...kinds: string[]) =>
    entities.filter(entity => kinds.includes(entity.kind));

  it('given every file, when read, then it parses and nothing is defined twice', () => {
    for (const file of files) {
      expect(() => readEntities(file)).not.toThrow();
    }
    expect(byRef.size).toBe(entities.length);
    expect(ofKind('Component').length).toBeGreaterThanOrEqual(8);
  });

  it('given a reference, when resolved, then its entity exists', () => {
    const fields: [field: string, kind: string][] = [
      ['owner', 'group'],
      ['memberOf', 'group'],
      ['members', 'user'],
      ['domain', 'domain'],
      ['system', 'system'],
      ['providesApis', 'api'],
      ['consumesApis', 'api'],
      ['dependsOn', 'component'],
      ['dependencyOf', 'component'],
    ];
    const dangling = entities.flatMap(entity =>
      fields.flatMap(([field, kind]) =>
        refsOf(entity, field, kind)
          .filter(ref => !byRef.has(ref))
          .map(ref => `${entity.metadata.name}.${field}: ${ref}`),
      ),
    );
    expect(dangling).toEqual([]);
  });

  it('given relations that are written on both sides, when compared, then the sides agree', () => {
    const edges = (from: Entity[], field: string, kind: string) =>
      from.flatMap(entity =>
        refsOf(entity as Entity & { spec: Spec }, field, kind).map(
          ref => `${stringifyEntityRef(entity)} -> ${ref}`,
        ),
      );
    const reversed = (list: string[]) =>
      list.map(edge => edge.split(' -> ').reverse().join(' -> ')).sort();

    expect(edges(ofKind('User'), 'memberOf', 'group').sort()).toEqual(
      reversed(edges(ofKind('Group'), 'members', 'user')),
    );
    expect(
      edges(ofKind('Component'), 'dependsOn', 'component')
        .filter(edge => edge.includes('-> resource:'))
        .sort(),
    ).toEqual(reversed(edges(ofKind('Resource'), 'dependencyOf', 'component')));
  });

  it('given the configuration of the example host, when compared, then its people and groups are those of the examples', () => {
    const config = parseAllDocuments(
      readFileSync(resolve(EXAMPLES, '../app-config.yaml'), 'utf8'),
    )[0].toJS();

    const offered = config.understudy.practice.identity.people.map(
      ({ user, email, name }: Record<string, string>) => ({
        user,
        email,
        name,
      }),
    );
    expect(offered).toEqual(
      ofKind('User')
        .map(user => ({
          user: stringifyEntityRef(user),
          ...(user.spec.profile as { email: string; displayName: string }),
        }))
        .map(({ user, email, displayName }) => ({
          user,
          email,
          name: displayName,
        })),
    );
    for (const { group } of config.understudy.roles) {
      expect([...byRef.keys()]).toContain(group);
    }
  });

  it('given an API, when looked up, then one component provides it, another uses it, and its definition holds operations', () => {
    for (const api of ofKind('API')) {
      const ref = stringifyEntityRef(api);
      const having = (field: string) =>
        ofKind('Component').filter(component =>
          refsOf(component, field, 'api').includes(ref),
        );
      const providers = having('providesApis');
      expect(providers).toHaveLength(1);
      expect(providers[0].spec.owner).toBe(api.spec.owner);
      expect(having('consumesApis')).not.toEqual([]);

      const definition = parseAllDocuments(String(api.spec.definition))[0];
      expect(definition.errors).toEqual([]);
      expect(definition.toJS()).toMatchObject({
        openapi: expect.stringMatching(/^3\./),
        info: { title: api.metadata.title, version: expect.any(String) },
      });
      expect(Object.keys(definition.toJS().paths)).not.toEqual([]);
    }
  });

  it('given a component, when operated, then it says where it runs, and its documentation is there', () => {
    const docs: string[] = [];
    for (const { metadata } of ofKind('Component')) {
      const annotations = metadata.annotations ?? {};
      expect(annotations).toMatchObject({
        'backstage.io/kubernetes-id': metadata.name,
        'backstage.io/kubernetes-namespace': expect.stringMatching(
          /^(checkout|discovery)$/,
        ),
      });
      for (const cluster of annotations['understudy/clusters']?.split(', ') ??
        []) {
        expect(['development', 'staging', 'production']).toContain(cluster);
      }
      const type = annotations['understudy/system-type'];
      expect([undefined, 'developed', 'existing']).toContain(type);
      const ref = annotations['backstage.io/techdocs-ref'];
      if (ref) {
        docs.push(resolve(EXAMPLES, ref.replace('dir:', ''), 'mkdocs.yml'));
      }
    }
    expect(docs.map(path => relative(EXAMPLES, path)).sort()).toEqual([
      'docs/checkout/mkdocs.yml',
      'docs/payments/mkdocs.yml',
    ]);
    expect(files).toEqual(expect.arrayContaining(docs));
  });

  describe('in a real catalog', () => {
    let backend: TestBackend;
    const call = async (path: string, init?: RequestInit) => {
      const response = await fetch(
        `http://localhost:${backend.server.port()}/api${path}`,
        {
          ...init,
          headers: {
            authorization: mockCredentials.user.header('user:default/dana'),
            'content-type': 'application/json',
          },
        },
      );
      return { status: response.status, body: await response.json() };
    };

    beforeAll(async () => {
      backend = await startTestBackend({
        features: [
          catalogPlugin,
          scaffolderEntityModel,
          scaffolderPlugin,
          mockServices.rootConfig.factory({
            data: {
              backend: { baseUrl: 'http://localhost' },
              catalog: {
                rules: [
                  { allow: [...new Set(entities.map(({ kind }) => kind))] },
                ],
                locations: LOCATIONS.map(path => ({
                  type: 'file',
                  target: join(EXAMPLES, path),
                })),
              },
            },
          }),
        ],
      });
    });

    it('given the examples, when ingested, then every entity arrives with its relations and without errors', async () => {
      const stored = await eventually(
        async () => (await call('/catalog/entities')).body as Entity[],
        found =>
          [...byRef.keys()].every(ref =>
            found.some(
              entity =>
                stringifyEntityRef(entity) === ref &&
                (entity.relations ?? []).length > 0,
            ),
          ),
      );

      const payments = stored.find(
        ({ metadata }) => metadata.name === 'payments',
      );
      expect(payments?.relations).toEqual(
        expect.arrayContaining([
          { type: 'dependsOn', targetRef: 'resource:default/payments-db' },
          { type: 'ownedBy', targetRef: 'group:default/team-checkout' },
          { type: 'partOf', targetRef: 'system:default/checkout' },
          { type: 'providesApi', targetRef: 'api:default/payments-api' },
        ]),
      );
      const consumers = stored
        .find(({ metadata }) => metadata.name === 'payments-api')
        ?.relations?.filter(({ type }) => type === 'apiConsumedBy');
      expect(consumers?.map(({ targetRef }) => targetRef)).toEqual([
        'component:default/checkout',
        'component:default/invoices',
      ]);
      const failed = stored.filter(
        entity =>
          (entity as { status?: { items?: { level: string }[] } }).status?.items
            ?.length,
      );
      expect(failed).toEqual([]);
    });

    it('given the handover template, when started, then the note is written with what the catalog knows', async () => {
      await eventually(
        () => call('/catalog/entities/by-name/template/default/handover-note'),
        ({ status }) => status === 200,
      );

      const task = await call('/scaffolder/v2/tasks', {
        method: 'POST',
        body: JSON.stringify({
          templateRef: 'template:default/handover-note',
          values: {
            entityRef: 'component:default/payments',
            situation: 'Restarts since 20:51.',
            watch: ['memory', 'the queue'],
          },
        }),
      });
      expect(task.status).toBe(201);
      const { body } = await eventually(
        () => call(`/scaffolder/v2/tasks/${task.body.id}/events?after=-1`),
        response =>
          (response.body as { type: string }[]).some(
            ({ type }) => type === 'completion',
          ),
      );

      const messages = (
        body as { type: string; body: { status?: string; message: string } }[]
      ).map(event => event.body.message);
      expect(messages[messages.length - 1]).toBe(
        'Run completed with status: completed',
      );
      const log = messages.join('\n');
      expect(log).toContain('# Handover: Payments');
      expect(log).toContain('- Owner: `group:default/team-checkout`');
      expect(log).toContain('- Written by: `user:default/dana`');
      expect(log).toContain('Restarts since 20:51.');
      expect(log).toContain('- memory\n- the queue');
    });
  });
});
