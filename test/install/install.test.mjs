// @ts-check
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { bringNode } from './bringNode.mjs';
import { entityTab, openAsGuest, withPage } from './browser.mjs';
import { bringCreateApp } from './createApp.mjs';
import { ForeignApp } from './ForeignApp.mjs';
import { packPackages } from './packPackages.mjs';
import { problemsOfTarball } from './problemsOfTarball.mjs';
import { legacyFrontend, newFrontend, untold } from './readmeSteps.mjs';
import { readTarball } from './readTarball.mjs';
import { startRegistry } from './startRegistry.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cache =
  process.env.UNDERSTUDY_CACHE ?? path.join(homedir(), '.cache/understudy');
const logs = path.join(root, '.tools/log/install');
const tied = path.join(root, 'packages/workbench/src/tied.cjs');
const pins = JSON.parse(
  readFileSync(new URL('./pins.json', import.meta.url), 'utf8'),
);
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const ENTITY = 'catalog/default/component/example-website';

/** @type {import('./packPackages.mjs').PackedPackage[]} */
let packed = [];
/** @type {Awaited<ReturnType<typeof startRegistry>> | undefined} */
let registry;
/** @type {string} */
let program;
/** @type {Record<string, string>} */
const nodes = {};

before(async () => {
  rmSync(logs, { recursive: true, force: true });
  mkdirSync(logs, { recursive: true });
  packed = await packPackages({
    root,
    folder: path.join(cache, 'install/packed'),
    env: process.env,
    log: path.join(logs, 'pack.log'),
  });
  registry = await startRegistry(packed);
  program = await bringCreateApp(pins, cache);
  for (const [major, version] of Object.entries(pins.nodes)) {
    nodes[major] = await bringNode(version, cache);
  }
});

after(() => registry?.stop());

describe('the packed packages', () => {
  it('are whole, and hold nothing that is not for adopters', () => {
    assert.ok(packed.length > 0);
    assert.deepEqual(
      packed.flatMap(({ tarball, source }) =>
        problemsOfTarball(readTarball(tarball), source),
      ),
      [],
    );
  });

  it('install with no pin beyond those that Backstage itself needs today', () => {
    const { resolutions } = JSON.parse(
      readFileSync(path.join(root, 'package.json'), 'utf8'),
    );
    for (const [name, range] of Object.entries(pins.resolutions)) {
      assert.equal(range, resolutions[name], name);
    }
    assert.ok(
      !Object.keys(pins.resolutions).some(name => name.includes('understudy')),
    );
  });
});

/** What the outer yarn or npm says about itself must not reach the yarn of another project. */
function foreignEnvironment() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^(npm_|INIT_CWD$|PROJECT_CWD$|BERRY_BIN_FOLDER$)/.test(name)) {
      delete env[name];
    }
  }
  // Asks a search service on the internet whether types exist, and falls over where there is none.
  env.YARN_TS_ENABLE_AUTO_TYPES = 'false';
  return env;
}

/** @param {{ flavour: string, legacy: boolean, steps: import('./readmeSteps.mjs').ReadmeSteps }} each */
function describeForeign({ flavour, legacy, steps }) {
  describe(
    `a foreign Backstage with the ${flavour} frontend`,
    { concurrency: 1 },
    () => {
      /** @type {ForeignApp} */
      let app;
      let broken = '';

      /**
       * One step after the other: nothing can be learned from those after a broken one.
       *
       * @param {string} name
       * @param {() => Promise<void>} fn
       */
      const step = (name, fn) =>
        it(name, async () => {
          assert.equal(
            broken,
            '',
            `not tried, since an earlier step failed: ${broken}`,
          );
          broken = name;
          await fn();
          broken = '';
        });

      it('is told all steps by the README', () => {
        assert.deepEqual(untold(readme, steps), []);
      });

      step('is there before we come', async () => {
        app = new ForeignApp({
          legacy,
          dir: path.join(cache, `install/${flavour}-${pins.createApp}`),
          program,
          resolutions: pins.resolutions,
          lock: readFileSync(path.join(root, 'yarn.lock'), 'utf8'),
          registry: registry?.url ?? '',
          env: foreignEnvironment(),
          log: path.join(logs, `${flavour}.log`),
          tied,
        });
        await app.create();
        assert.deepEqual(await app.filesWithOurName(), []);
      });

      step('takes the plugin by the steps of the README', async () => {
        for (const command of steps.install) {
          await app.command(command);
        }
        for (const { file, lines, after: place } of steps.insert) {
          app.edit(file, text =>
            text.replace(place, found => `${found}${lines}\n`),
          );
        }
      });

      step('type checks, has valid configuration and builds', async () => {
        await app.yarn('tsc');
        await app.yarn('backstage-cli', 'config:check', '--lax');
        await app.build();
      });

      for (const major of Object.keys(pins.nodes)) {
        step(
          `runs with Node ${major}, without any configuration of ours`,
          async () => {
            const backend = await app.boot(nodes[major]);
            try {
              const health = `${backend.url}/api/understudy/v1/health`;
              assert.equal((await fetch(health)).status, 401);
              const session = await fetch(
                `${backend.url}/api/auth/guest/refresh`,
                { headers: { 'x-requested-with': 'XMLHttpRequest' } },
              );
              const { backstageIdentity } = await session.json();
              const answer = await fetch(health, {
                headers: { authorization: `Bearer ${backstageIdentity.token}` },
              });
              assert.equal(answer.status, 200);
              const report = await answer.json();
              assert.ok(report.checks.length > 0);

              await withPage(async page => {
                await openAsGuest(page, backend.url);
                await page.goto(`${backend.url}/${ENTITY}`);
                await entityTab(page, 'Operations').click();
                await page.getByText('What you may do here').first().waitFor();
                await page.goto(`${backend.url}/understudy`);
                await page.getByText('Who you are here').first().waitFor();
              });
            } finally {
              await backend.stop();
            }
            // What the auditor mirrors has a stack in it and is no error of ours; the level says what is.
            assert.doesNotMatch(
              stripVTControlCharacters(backend.said()),
              /^\S+ understudy error /m,
            );
          },
        );
      }

      step('is as before when the steps are taken back', async () => {
        for (const { file, lines } of [...steps.insert].reverse()) {
          app.edit(file, text => text.replace(`${lines}\n`, ''));
        }
        for (const command of steps.uninstall) {
          await app.command(command);
        }
        assert.deepEqual(await app.filesWithOurName(), []);
        await app.build();
        const backend = await app.boot(process.execPath);
        try {
          assert.equal(
            (await fetch(`${backend.url}/api/understudy/v1/health`)).status,
            404,
          );
          await withPage(async page => {
            await openAsGuest(page, backend.url);
            await page.goto(`${backend.url}/${ENTITY}`);
            await entityTab(page, 'Overview').waitFor();
            assert.equal(await entityTab(page, 'Operations').count(), 0);
          });
        } finally {
          await backend.stop();
        }
      });
    },
  );
}

describe('installed from the registry', { concurrency: 2 }, () => {
  describeForeign({ flavour: 'new', legacy: false, steps: newFrontend });
  describeForeign({ flavour: 'legacy', legacy: true, steps: legacyFrontend });
});
