// @ts-check
/**
 * Holds what the practice cluster showed against what the other grounds showed.
 * Runs after ground.test.mjs has run for each of them.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agreement, observationsOf } from './agreement.mjs';
import { compare } from './support/compare.mjs';
import { olderWording } from './support/olderWording.mjs';
import { comparedNames } from './comparedNames.mjs';
import { notCovered } from './notCovered.mjs';
import { versionDifferences } from './versionDifferences.mjs';

const folder = process.env.UNDERSTUDY_CONFORMANCE_FOLDER ?? '';
const grounds = (process.env.UNDERSTUDY_CONFORMANCE_GROUNDS ?? '').split(',');
const words = (process.env.UNDERSTUDY_CONFORMANCE_WORDS ?? '')
  .split(',')
  .filter(Boolean);
const sacred =
  /^(dry run|preconditions|apply|access|impersonation|review|escalation|eviction|watch):/;

for (const ground of grounds) {
  describe(`practice agrees with ${ground}`, async () => {
    const names = comparedNames(ground).filter(
      name => !words.length || words.some(word => name.includes(word)),
    );
    for (const one of await agreement({ folder, grounds: [ground], names })) {
      it(one.name, t => {
        if (one.outcome === 'notCovered' || one.outcome === 'versionDiffers') {
          t.diagnostic(`not compared: ${one.lines[0]}`);
          return;
        }
        assert.equal(one.outcome, 'agreed', one.lines.slice(0, 20).join('\n'));
      });
    }
  });
}

describe('what is not compared', () => {
  it('is little, has a reason, and is nothing that safety rests on', () => {
    assert.ok(notCovered.length <= 10);
    const known = new Set(grounds.flatMap(comparedNames));
    for (const { name, reason } of notCovered) {
      // A foreign cluster is spoken to by the kubectl that is here, the others by their own.
      const isHere = name.startsWith('kubectl here:');
      const isKubectl = name.startsWith('kubectl ');
      if (isKubectl && isHere !== grounds.includes('foreign')) continue;
      assert.ok(known.has(name), `there is no case "${name}"`);
      assert.ok(reason.length > 10, `${name} has no reason`);
      assert.doesNotMatch(name, sacred);
    }
  });

  for (const { name, version } of versionDifferences) {
    if (!grounds.includes(version) || !grounds.includes('1.36') || words.length)
      continue;
    it(`${name}: ${version} really differs`, async () => {
      const newest = await observationsOf(folder, '1.36');
      const older = await observationsOf(folder, version);
      const other = name.replace(`kubectl ${version}`, 'kubectl 1.36');
      assert.notDeepEqual(
        compare(olderWording(newest[other]), olderWording(older[name])),
        [],
      );
    });
  }
});
