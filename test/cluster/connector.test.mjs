// @ts-check
/**
 * The contract of connectors, tried with the Kubernetes connector on the ground
 * that UNDERSTUDY_CONFORMANCE_GROUND names.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startGround } from '../conformance/grounds/startGround.mjs';

const require = createRequire(import.meta.url);
require('@backstage/cli/config/nodeTransform.cjs');

const module = join(
  dirname(
    require.resolve(
      '@understudy/plugin-understudy-backend-module-kubernetes/package.json',
    ),
  ),
  'src/__testUtils__',
);
const {
  testConnector,
} = require('@understudy/plugin-understudy-node/testUtils');
const { kubernetesTrial } = require(join(module, 'kubernetesTrial'));
const { notImplemented } = require(join(module, 'notImplemented'));

const name = process.env.UNDERSTUDY_CONFORMANCE_GROUND ?? 'practice';

describe(`${name}: the contract of connectors`, () => {
  /** @type {import('../conformance/grounds/Ground.mjs').RunningGround} */
  let ground;

  before(
    async () => {
      ground = await startGround(name);
    },
    { timeout: 3_000_000 },
  );
  after(() => ground?.stop());

  for (const [how, impersonate] of [
    ['in the name of people', true],
    ['as an account of its own', false],
  ]) {
    it(
      `the Kubernetes connector keeps it where it acts ${how}`,
      { timeout: 600_000 },
      async t => {
        const { server: url, ca, tokens } = ground;
        const report = await testConnector(
          kubernetesTrial(
            { url, ca, adminToken: tokens.admin },
            { impersonate },
          ),
        );
        assert.deepEqual(report.notImplemented, notImplemented);
        const held = report.results.filter(
          (/** @type {{ outcome: string }} */ { outcome }) =>
            outcome === 'holds',
        );
        t.diagnostic(
          `${held.length} rules hold on ${
            ground.version
          }; not implemented: ${report.notImplemented.join(', ')}`,
        );
      },
    );
  }
});
