// @ts-check
import assert from 'node:assert/strict';
import { randomBytes, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import {
  problemsOfChangeset,
  problemsOfChangesetConfig,
} from '../checks/changesets.mjs';
import {
  problemsOfCatalogInfo,
  problemsOfManifest,
  problemsOfTop,
} from '../checks/faces.mjs';
import {
  installedDependencies,
  refuseLicence,
  statedLicence,
} from '../checks/licences.mjs';
import { problemsOfLock, problemsOfSettings } from '../checks/lock.mjs';
import { problemsOfOpenApiText } from '../checks/openapi.mjs';
import { problemsOfPaths } from '../checks/paths.mjs';
import { problemsOfText } from '../checks/secrets.mjs';

describe('the lock check', () => {
  const clean = [
    '"left-pad@npm:^1.0.0":',
    '  version: 1.3.0',
    '  resolution: "left-pad@npm:1.3.0"',
    '  checksum: 10c0/abc',
  ].join('\n');

  it('accepts entries that any registry can serve', () => {
    assert.deepEqual(problemsOfLock('yarn.lock', clean), []);
  });

  it('refuses an archive address, with its line', () => {
    const poisoned = clean.replace(
      'left-pad@npm:1.3.0',
      'left-pad@npm:1.3.0::__archiveUrl=https%3A%2F%2Fmirror.example%2Fleft-pad.tgz',
    );
    const [problem, ...others] = problemsOfLock('yarn.lock', poisoned);
    assert.match(problem, /^yarn\.lock:3 .*__archiveUrl/);
    assert.deepEqual(others, []);
  });

  it('refuses addresses of archives and of git repositories', () => {
    for (const resolution of [
      'left-pad@https://mirror.example/left-pad.tgz',
      'left-pad@git+ssh://git@host.example/left-pad.git#commit=1',
    ]) {
      const poisoned = clean.replace('left-pad@npm:1.3.0', resolution);
      assert.equal(problemsOfLock('yarn.lock', poisoned).length, 1);
    }
  });

  it('refuses resolved addresses in an npm lock, not addresses of sponsors', () => {
    const npm = [
      '{',
      '  "resolved": "https://registry.example/left-pad/-/left-pad-1.3.0.tgz",',
      '  "funding": { "x": 1 },',
      '  "url": "https://sponsors.example"',
      '}',
    ].join('\n');
    const problems = problemsOfLock('package-lock.json', npm);
    assert.equal(problems.length, 1);
    assert.match(problems[0], /^package-lock\.json:2 /);
  });

  it('refuses settings that choose a registry for everyone', () => {
    assert.equal(
      problemsOfSettings(
        '.yarnrc.yml',
        'npmRegistryServer: "https://r.example"',
      ).length,
      1,
    );
    assert.equal(
      problemsOfSettings('.npmrc', 'registry=https://r.example').length,
      1,
    );
    assert.deepEqual(
      problemsOfSettings('.yarnrc.yml', 'nodeLinker: node-modules'),
      [],
    );
  });
});

describe('the licence check', () => {
  const policy = {
    allowed: ['MIT', 'Apache-2.0', 'BSD-3-Clause'],
    exceptions: {
      odd: { licence: 'none stated', reason: 'its LICENSE is MIT' },
    },
  };
  /** @param {unknown} license @param {string} [name] */
  const refused = (license, name = 'some') =>
    refuseLicence({ name, version: '1.0.0', license }, policy);

  it('allows what is on the list, also as a choice or as old manifests write it', () => {
    assert.equal(refused('MIT'), undefined);
    assert.equal(refused('(GPL-3.0-only OR MIT)'), undefined);
    assert.equal(refused({ type: 'MIT' }), undefined);
    assert.equal(
      refuseLicence(
        { name: 'some', version: '1.0.0', licenses: [{ type: 'Apache 2.0' }] },
        policy,
      ),
      undefined,
    );
  });

  it('refuses copyleft, also where it is required beside an allowed one', () => {
    assert.match(refused('GPL-3.0-only') ?? '', /some@1\.0\.0 .*GPL-3\.0-only/);
    assert.match(refused('MIT AND AGPL-3.0-or-later') ?? '', /AGPL/);
    assert.match(refused('SEE LICENSE IN LICENSE') ?? '', /not on the list/);
    assert.match(refused(undefined) ?? '', /none stated/);
  });

  it('holds an exception to the licence it was granted for', () => {
    assert.equal(refused(undefined, 'odd'), undefined);
    assert.match(refused('GPL-3.0-only', 'odd') ?? '', /excepted for/);
  });

  it('reads several stated licences as a choice', () => {
    assert.equal(
      statedLicence({ license: ['MIT', 'Apache2'] }),
      'MIT OR Apache-2.0',
    );
  });

  it('follows dependencies of dependencies and reports a missing one', async () => {
    const root = mkdtempSync(path.join(tmpdir(), 'licences-'));
    try {
      /** @param {string} dir @param {object} manifest */
      const put = (dir, manifest) => {
        mkdirSync(path.join(root, dir), { recursive: true });
        writeFileSync(
          path.join(root, dir, 'package.json'),
          JSON.stringify(manifest),
        );
      };
      put('ours', {
        name: 'ours',
        dependencies: { one: '1', gone: '1' },
        devDependencies: { tool: '1' },
        optionalDependencies: { 'not-for-this-platform': '1' },
      });
      put('node_modules/one', { name: 'one', dependencies: { two: '1' } });
      put('node_modules/one/node_modules/two', { name: 'two' });
      put('node_modules/tool', { name: 'tool' });
      const { manifests, missing } = await installedDependencies(root, [
        'ours',
      ]);
      assert.deepEqual(manifests.map(each => each.name).sort(), [
        'one',
        'ours',
        'two',
      ]);
      assert.deepEqual(missing, ['ours wants gone, which is not installed']);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });
});

describe('the secrets check', () => {
  // Made here and now: a secret in this file would have to be refused.
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ234567';
  const random = (/** @type {number} */ length) =>
    [...randomBytes(length)]
      .map(byte => letters[byte % letters.length])
      .join('');

  it('finds an access key of a cloud, a private key and a token, without repeating them', async () => {
    const accessKey = ['AK', 'IA', random(16)].join('');
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const slack = ['xo', 'xb', '-123456789012-123456789012-', random(24)].join(
      '',
    );
    for (const secret of [accessKey, privateKey, slack]) {
      const problems = await problemsOfText(
        'a.ts',
        `const it = \`${secret}\`;\n`,
      );
      assert.ok(problems.length > 0, `nothing found in ${secret.slice(0, 4)}…`);
      assert.match(problems[0], /^a\.ts:1 /);
      assert.ok(!problems.join().includes(secret.slice(4, 30)));
    }
  });

  it('finds a random value that is assigned to something called a secret', async () => {
    const value = randomBytes(32).toString('base64url');
    const found = await problemsOfText(
      'a.yaml',
      `port: 1\nclientSecret: ${value}\n`,
    );
    assert.deepEqual(found, ['a.yaml:2 assigns what looks like a secret']);
  });

  it('leaves references and words alone', async () => {
    const text = [
      'clientSecret: ${AUTH_OIDC_CLIENT_SECRET}',
      'token: the-token-of-the-practice-cluster',
      'const token = readTokenFromRequestHeaders(request);',
      'password: example-password-for-the-docs',
    ].join('\n');
    assert.deepEqual(await problemsOfText('a.yaml', text), []);
  });
});

describe('the path check', () => {
  const machine = ['', 'root', 'thing'].join('/');
  const scratch = ['', 'tmp', 'thing'].join('/');

  it('refuses paths of one machine, in code and in words', () => {
    assert.equal(problemsOfPaths('a.ts', `read('${machine}')`).length, 1);
    assert.equal(problemsOfPaths('a.md', `see ${machine}`).length, 1);
    assert.equal(problemsOfPaths('a.ts', `read('${scratch}')`).length, 1);
  });

  it('allows a scratch path in documentation and relative paths anywhere', () => {
    assert.deepEqual(problemsOfPaths('a.md', `put it into ${scratch}`), []);
    assert.deepEqual(
      problemsOfPaths('a.ts', `import '../work/thing'; join(x + '/rooted/a')`),
      [],
    );
  });
});

describe('the face check', () => {
  it('knows what may stand at the top', () => {
    assert.deepEqual(
      problemsOfTop(['README.md', 'plugins/a/package.json', '.ci/run']),
      [],
    );
    assert.equal(problemsOfTop(['jest.config.js']).length, 1);
  });

  it('wants a component of the system, with owner and description', () => {
    const good = `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: a, description: does a thing }
spec: { type: library, lifecycle: experimental, owner: us, system: understudy }
`;
    assert.deepEqual(problemsOfCatalogInfo('catalog-info.yaml', good), []);
    const without = good
      .replace(', system: understudy', '')
      .replace('owner: us', 'x: y');
    assert.equal(problemsOfCatalogInfo('catalog-info.yaml', without).length, 2);
    assert.equal(
      problemsOfCatalogInfo('catalog-info.yaml', 'kind: API').length,
      1,
    );
  });

  it('wants a manifest that says where it belongs', () => {
    const manifest = {
      name: '@understudy/plugin-a-backend-module-b',
      version: '0.1.0',
      description: 'does a thing',
      license: 'MIT',
      repository: { directory: 'plugins/a-backend-module-b' },
      publishConfig: { access: 'public' },
      files: ['dist'],
      backstage: {
        role: 'backend-plugin-module',
        pluginId: 'a',
        pluginPackage: '@backstage/plugin-a-backend',
      },
    };
    const workspace = {
      dir: 'plugins/a-backend-module-b',
      manifest,
      publishable: true,
    };
    assert.deepEqual(problemsOfManifest(workspace, '0.1.0'), []);
    assert.deepEqual(
      problemsOfManifest(
        {
          ...workspace,
          manifest: { ...manifest, license: 'ISC', backstage: {}, files: [] },
        },
        '0.2.0',
      ).length,
      5,
    );
  });
});

describe('the changeset check', () => {
  const suite = { publishable: ['@understudy/plugin-a'], version: '0.1.0' };
  /** @param {string} name @param {string} kind @param {string} summary */
  const changeset = (name, kind, summary) =>
    `---\n'${name}': ${kind}\n---\n\n${summary}\n`;

  it('accepts what tells an adopter something about a published package', () => {
    const text = changeset(
      '@understudy/plugin-a',
      'minor',
      'The tab shows who owns the entity.',
    );
    assert.deepEqual(problemsOfChangeset('a.md', text, suite), []);
  });

  it('refuses unknown packages, majors below 1.0, silence and broken files', () => {
    const problems = problemsOfChangeset(
      'a.md',
      changeset('@understudy/other', 'major', 'x'),
      suite,
    );
    assert.equal(problems.length, 3);
    assert.equal(
      problemsOfChangeset('a.md', 'no front matter', suite).length,
      1,
    );
  });

  it('wants one version for all packages', () => {
    const config = { access: 'public', fixed: [['@understudy/*']] };
    assert.deepEqual(
      problemsOfChangesetConfig(config, ['@understudy/plugin-a']),
      [],
    );
    assert.equal(
      problemsOfChangesetConfig({ access: 'public', fixed: [] }, [
        '@understudy/plugin-a',
      ]).length,
      1,
    );
  });
});

describe('the OpenAPI check', () => {
  const good = `
openapi: 3.1.0
info: { title: A, version: '1', license: { name: MIT, identifier: MIT } }
servers: [{ url: /api/a }]
security: [{ backstage: [] }]
paths:
  /things/{id}:
    get:
      operationId: getThing
      summary: One thing
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: The thing }
        default: { description: An error }
components:
  securitySchemes:
    backstage: { type: http, scheme: bearer }
`;

  it('accepts a sound document', async () => {
    assert.deepEqual(await problemsOfOpenApiText(good), []);
  });

  it('refuses an undeclared path parameter, an invalid type and an old version', async () => {
    const undeclared = good.replace('/things/{id}', '/things/{id}/{part}');
    assert.match((await problemsOfOpenApiText(undeclared)).join(), /part/);
    const invalid = good.replace('type: string', 'type: text');
    assert.ok((await problemsOfOpenApiText(invalid)).length > 0);
    const old = good.replace('3.1.0', '3.0.3');
    assert.match((await problemsOfOpenApiText(old)).join(), /3\.0\.3/);
  });
});
