// @ts-check
/**
 * All cases on one ground, which UNDERSTUDY_CONFORMANCE_GROUND names. What they
 * saw is written to UNDERSTUDY_CONFORMANCE_FOLDER, to be compared.
 */
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { cases } from './cases/index.mjs';
import { notOnForeign } from './foreignCases.mjs';
import { startGround } from './grounds/startGround.mjs';
import { kubectlOf } from './kubectl/kubectlOf.mjs';
import { runScript } from './kubectl/runScript.mjs';
import { script } from './kubectl/script.mjs';
import { runCase } from './support/runCase.mjs';

const name = process.env.UNDERSTUDY_CONFORMANCE_GROUND ?? 'practice';
const folder = process.env.UNDERSTUDY_CONFORMANCE_FOLDER;
const words = (process.env.UNDERSTUDY_CONFORMANCE_WORDS ?? '')
  .split(',')
  .filter(Boolean);
const atOnce = 6;

const run = `r${randomBytes(3).toString('hex')}z`;
/** @type {Record<string, unknown>} */
const observations = {};
/** @type {import('./grounds/Ground.mjs').RunningGround} */
let ground;

const chosen = cases
  .map((one, index) => ({ ...one, id: `k${index}` }))
  .filter(one => !words.length || words.some(word => one.name.includes(word)));

before(
  async () => {
    ground = await startGround(name);
  },
  { timeout: 3_000_000 },
);

after(async () => {
  await ground?.stop();
  if (folder) {
    await writeFile(join(folder, `${name}.json`), JSON.stringify(observations));
  }
});

/** @param {typeof chosen} some */
function declare(some) {
  for (const one of some) {
    it(one.name, { timeout: 180_000 }, async t => {
      if (name === 'foreign' && notOnForeign.has(one.name)) {
        t.skip(notOnForeign.get(one.name));
        return;
      }
      observations[one.name] = await runCase(one, ground, { run, id: one.id });
    });
  }
}

describe(`${name}: side by side`, { concurrency: atOnce }, () => {
  declare(chosen.filter(one => !one.alone));
});

describe(`${name}: one at a time`, () => {
  declare(chosen.filter(one => one.alone));
});

if (!chosen.length && !words.includes('kubectl')) {
  it(`a case whose name contains ${words.join(' or ')}`, () => {
    throw new Error('There is none.');
  });
}

if (!words.length || words.includes('kubectl')) {
  describe(`${name}: kubectl`, () => {
    for (const version of kubectlOf.versionsFor(name)) {
      it(
        `${script.length} commands of kubectl ${version}`,
        { timeout: 600_000 },
        async t => {
          const kubectl = await kubectlOf.find(version, ground);
          if (!kubectl) {
            t.skip('there is no kubectl');
            return;
          }
          await runScript({
            ground,
            kubectl,
            run: `${run}${version.replace('.', '')}`,
            record: (command, seen) => {
              observations[`kubectl ${version}: ${command}`] = seen;
            },
          });
        },
      );
    }
  });
}
