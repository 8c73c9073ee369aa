// @ts-check
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { filesBelow, fingerprint } from '../src/fingerprint.mjs';
import { fitsNode } from '../src/fitsNode.mjs';
import { readStamp, removeStamp, writeStamp } from '../src/stamp.mjs';
import { yarnEnvironment } from '../src/yarnEnvironment.mjs';

/** @type {string} */
let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'workbench-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/**
 * @param {string} name
 * @param {string} content
 */
function write(name, content) {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe('the fingerprint', () => {
  it('changes with names and contents, and with nothing else', () => {
    write('src/a.ts', 'one');
    write('src/b.ts', 'two');
    const before = fingerprint(folder, [folder]);
    assert.equal(fingerprint(folder, [folder]), before);

    // given a touched file with the same content
    write('src/a.ts', 'one');
    assert.equal(fingerprint(folder, [folder]), before);

    // when a content moves from one file to the other
    write('src/a.ts', 'on');
    write('src/b.ts', 'etwo');
    assert.notEqual(fingerprint(folder, [folder]), before);

    write('src/a.ts', 'one');
    write('src/b.ts', 'two');
    const added = write('src/c.ts', '');
    assert.notEqual(fingerprint(folder, [folder]), before);
    rmSync(added);
    assert.equal(fingerprint(folder, [folder]), before);
    assert.notEqual(fingerprint(folder, [folder], ['24.21.0']), before);
  });

  it('leaves out what is generated and copes with what is missing', () => {
    const kept = write('src/a.ts', 'one');
    write('node_modules/x/index.js', 'x');
    write('src/dist/index.js', 'x');
    write('coverage/lcov', 'x');
    assert.deepEqual(filesBelow([folder, join(folder, 'nowhere')]), [kept]);
  });
});

describe('a stamp', () => {
  it('is read as it was written, and absent before and after', () => {
    const path = join(folder, 'deep/stamp');
    assert.equal(readStamp(path), undefined);
    writeStamp(path, 'made from this');
    assert.equal(readStamp(path), 'made from this');
    removeStamp(path);
    assert.equal(readStamp(path), undefined);
    removeStamp(path);
  });
});

describe('which Node fits', () => {
  it('is what Backstage runs on', () => {
    const versions = [
      '20.20.2',
      '22.11.0',
      '22.12.0',
      '23.9.0',
      '24.0.0',
      '25.1.0',
    ];
    assert.deepEqual(versions.filter(fitsNode), ['22.12.0', '24.0.0']);
  });
});

describe("npm's settings in yarn's words", () => {
  const plain = {
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_PROGRESS_BARS: '0',
  };

  it('hands on the registry alone when nothing else is set', () => {
    assert.deepEqual(
      yarnEnvironment(
        {
          registry: 'https://registry.npmjs.org/',
          cafile: null,
          ca: null,
          proxy: null,
          'https-proxy': null,
          'strict-ssl': true,
          noproxy: '',
        },
        {},
      ),
      { ...plain, YARN_NPM_REGISTRY_SERVER: 'https://registry.npmjs.org' },
    );
  });

  it('hands on a company registry with its certificate and proxy', () => {
    assert.deepEqual(
      yarnEnvironment(
        {
          registry: 'http://packages.example.test:4873/npm/',
          cafile: '/etc/company.pem',
          'https-proxy': 'http://proxy.example.test:3128',
          'strict-ssl': false,
        },
        { HTTP_PROXY: 'http://other.example.test:3128' },
      ),
      {
        ...plain,
        YARN_NPM_REGISTRY_SERVER: 'http://packages.example.test:4873/npm',
        YARN_UNSAFE_HTTP_WHITELIST: 'packages.example.test',
        YARN_HTTPS_CA_FILE_PATH: '/etc/company.pem',
        NODE_EXTRA_CA_CERTS: '/etc/company.pem',
        YARN_ENABLE_STRICT_SSL: '0',
        YARN_HTTPS_PROXY: 'http://proxy.example.test:3128',
        YARN_HTTP_PROXY: 'http://other.example.test:3128',
      },
    );
  });

  it('takes certificates from the environment and from inline settings', () => {
    const fromEnvironment = yarnEnvironment(
      {},
      { NODE_EXTRA_CA_CERTS: '/ca.pem' },
    );
    assert.equal(fromEnvironment.YARN_HTTPS_CA_FILE_PATH, '/ca.pem');
    const inline = yarnEnvironment(
      { ca: 'pem' },
      {},
      '/checkout/.tools/npm-ca.pem',
    );
    assert.equal(inline.YARN_HTTPS_CA_FILE_PATH, '/checkout/.tools/npm-ca.pem');
  });

  it('uses no proxy for a registry that is exempt from it', () => {
    const proxies = (/** @type {string} */ noproxy) =>
      Object.keys(
        yarnEnvironment(
          {
            registry: 'https://npm.example.test/',
            proxy: 'http://proxy:1',
            noproxy,
          },
          {},
        ),
      ).filter(name => name.includes('PROXY'));
    assert.deepEqual(proxies('localhost'), [
      'YARN_HTTPS_PROXY',
      'YARN_HTTP_PROXY',
    ]);
    assert.deepEqual(proxies('localhost, .example.test'), []);
    assert.deepEqual(proxies('npm.example.test'), []);
    assert.deepEqual(proxies('*'), []);
  });

  it('keeps what is set for yarn already', () => {
    const yarn = yarnEnvironment(
      { registry: 'https://registry.npmjs.org/' },
      { YARN_NPM_REGISTRY_SERVER: 'https://mine.example.test' },
    );
    assert.equal('YARN_NPM_REGISTRY_SERVER' in yarn, false);
  });
});
