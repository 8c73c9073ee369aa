// @ts-check
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm } from '../../packages/workbench/src/npm.mjs';
import { runCommand } from './runCommand.mjs';

/**
 * Backstage's own create-app, as `npx @backstage/create-app` would bring it.
 *
 * @param {{ createApp: string, createAppOverrides: Record<string, string> }} pins
 * @param {string} cache
 * @returns {Promise<string>} its program
 */
export async function bringCreateApp({ createApp, createAppOverrides }, cache) {
  const folder = path.join(cache, 'create-app', createApp);
  const program = path.join(
    folder,
    'node_modules/@backstage/create-app/bin/backstage-create-app',
  );
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({
        private: true,
        dependencies: { '@backstage/create-app': createApp },
        overrides: createAppOverrides,
      }),
    );
    await npm(['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
    });
  }
  return program;
}

/**
 * A fresh Backstage, with the pins that any install of this release needs today and nothing of ours.
 *
 * @param {object} options
 * @param {string} options.program
 * @param {boolean} options.legacy
 * @param {string} options.dir
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} options.log
 */
export async function createApp({ program, legacy, dir, env, log }) {
  mkdirSync(dir, { recursive: true });
  await runCommand(
    process.execPath,
    [program, '--skip-install', '--path', dir, ...(legacy ? ['--legacy'] : [])],
    {
      cwd: path.dirname(dir),
      env: { ...env, BACKSTAGE_APP_NAME: 'adopter' },
      log,
    },
  );
}
