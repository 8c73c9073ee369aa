import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import techdocsPlugin from '@backstage/plugin-techdocs-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import techdocsModuleNodeGenerator from '.';

const EXAMPLES = resolve(__dirname, '../../../examples');

describe('techdocsModuleNodeGenerator', () => {
  const sources = createMockDirectory();
  const published = createMockDirectory();

  const start = () =>
    startTestBackend({
      features: [
        techdocsPlugin,
        techdocsModuleNodeGenerator,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost' },
            backend: { baseUrl: 'http://localhost' },
            techdocs: {
              builder: 'local',
              publisher: {
                type: 'local',
                local: { publishDirectory: published.path },
              },
            },
          },
        }),
        catalogServiceMock.factory({
          entities: ['payments', 'checkout', 'broken'].map(name => ({
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name,
              uid: `uid-${name}`,
              annotations: {
                'backstage.io/techdocs-ref': `dir:./docs/${name}`,
                'backstage.io/managed-by-location': `file:${sources.path}/world.yaml`,
              },
            },
          })),
        }),
      ],
    });

  it('given the example docs, when the reader asks, then the real TechDocs backend builds and serves them with this generator', async () => {
    await cp(join(EXAMPLES, 'docs'), join(sources.path, 'docs'), {
      recursive: true,
    });
    const { server } = await start();
    const docs = '/api/techdocs/static/docs/default/component/payments';
    await request(server).get(`${docs}/index.html`).expect(404);

    const sync = await request(server)
      .get('/api/techdocs/sync/default/component/payments')
      .set('accept', 'text/event-stream');
    expect(sync.text).toContain('with the Node generator');
    expect(sync.text).toContain('event: finish\ndata: {"updated":true}');

    const page = await request(server).get(`${docs}/operating/index.html`);
    expect(page.text).toContain('<title>Operating payments - Payments</title>');
    expect(page.text).toContain('href="../">what payments does</a>');
    const stylesheet = /href="\.\.\/(assets\/[^"]+\.css)"/.exec(page.text);
    await request(server)
      .get(`${docs}/${stylesheet?.[1]}`)
      .expect(200)
      .expect('content-type', /^text\/css/);

    const index = await request(server).get(`${docs}/search/search_index.json`);
    expect(index.body.docs).toContainEqual({
      location: 'operating/#is-it-well',
      title: 'Is it well?',
      text: expect.stringContaining('All pods are ready'),
    });
    const metadata = await request(server).get(
      '/api/techdocs/metadata/techdocs/default/component/payments',
    );
    expect(metadata.body).toMatchObject({
      site_name: 'Payments',
      site_description: 'How card payments are authorised and captured.',
    });
  });

  it('given docs that cannot be built, when the reader asks, then it is told why and nothing is published', async () => {
    sources.addContent({
      docs: {
        broken: {
          'mkdocs.yml': 'docs_dir: ../payments',
          docs: { 'index.md': '' },
        },
      },
    });
    const { server } = await start();
    const sync = await request(server)
      .get('/api/techdocs/sync/default/component/broken')
      .set('accept', 'text/event-stream');
    expect(sync.text).toMatch(
      /event: error\ndata: .*docs_dir in mkdocs\.yml must be a folder below it/,
    );
    await request(server)
      .get('/api/techdocs/static/docs/default/component/broken/index.html')
      .expect(404);
  });
});
