import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  startPracticeCluster,
  type PracticeCluster,
} from '@understudy/practice-cluster';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { connectTo } from './__testUtils__/connectTo';

jest.setTimeout(60_000);

const page = readFileSync(
  resolve(__dirname, '../../../docs/integrations.md'),
  'utf8',
);
const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(
  ([, text]) => text,
);
const blockOf = (file: string) =>
  blocks.find(text => text.startsWith(`# ${file}\n`))!;

describe('what docs/integrations.md gives to copy', () => {
  let cluster: PracticeCluster;
  const tokens = {
    reader: ['reader', 'token', '1'].join('-'),
    runner: ['runner', 'token', '2'].join('-'),
  };

  beforeAll(async () => {
    const account = (name: 'reader' | 'runner') => ({
      token: tokens[name],
      username: `system:serviceaccount:understudy:understudy-${name}`,
      groups: ['system:serviceaccounts', 'system:serviceaccounts:understudy'],
    });
    cluster = await startPracticeCluster({
      tokens: [account('reader'), account('runner')],
    });
    for (const document of parseAllDocuments(blockOf('understudy.rbac.yaml'))) {
      cluster.apply(document.toJS());
    }
    cluster.apply({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'default' },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: 'web:1' }] },
        },
      },
    });
  });
  afterAll(() => cluster.close());

  /** The configuration as it is written there, with what only this place knows. */
  function configured(): JsonObject {
    const text = blockOf('app-config.yaml')
      .replaceAll('https://production.example.com:6443', cluster.url)
      .replace('${PRODUCTION_READER_TOKEN}', tokens.reader)
      .replace(/tokenFile: .*/, `token: ${tokens.runner}`);
    return parse(text);
  }

  it('lets those act who are named in it, as far as their own rights go, and nobody else', async () => {
    const { kubernetes, understudy } = configured() as {
      kubernetes: JsonObject;
      understudy: { kubernetes: JsonObject };
    };
    const connector = connectTo(understudy.kubernetes, kubernetes);
    const { signal } = new AbortController();
    expect(await connector.health({ signal })).toEqual([
      {
        cluster: 'production',
        status: 'ok',
        sentence:
          'The cluster production answers (v1.36.3). Understudy acts there in the name of the person who asked.',
      },
    ]);
    const scale = connector.operations.find(
      ({ id }) => id === 'kubernetes:scale',
    )!;
    const preview = async (user: string, ...groups: string[]) => {
      const context = {
        signal,
        actor: {
          userEntityRef: `user:default/${user}`,
          groups: groups.map(group => `group:default/${group}`),
        },
        logger: mockServices.logger.mock(),
      };
      const input = {
        cluster: 'production',
        namespace: 'default',
        kind: 'Deployment',
        name: 'web',
        replicas: 3,
      };
      const targets = await scale.resolve(input, context);
      expect(targets[0].observed.incomplete).toBeUndefined();
      return scale.preview!(input, targets, context).then(
        ({ summary }) => summary,
        ({ kind, message }) => `${kind}: ${message}`,
      );
    };
    expect(await preview('sam', 'sre')).toBe('replicas 1 → 3');
    expect(await preview('dana', 'team-checkout')).toMatch(
      /^forbidden: On the cluster production, dana may not patch deployments/,
    );
    expect(await preview('eve', 'sre')).toMatch(
      /^forbidden: .* cannot impersonate resource "users"/,
    );
    expect(await preview('sam', 'sre', 'platform')).toMatch(
      /^forbidden: .* cannot impersonate resource "groups"/,
    );
  });
});
