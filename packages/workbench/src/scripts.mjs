// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isInstalled, ensureInstalled } from './install.mjs';
import { paths } from './paths.mjs';
import { StepError } from './StepError.mjs';

/**
 * A module of scripts/: `test:db` is scripts/test-db.mjs.
 * @typedef {object} Script
 * @property {(context: import('./context.mjs').Context, args: string[]) => Promise<number | void>} run resolves with the exit code, 0 if it says nothing
 * @property {string} [help] printed for `--help`; without it the script gets the flag
 * @property {'packages' | 'toolchain' | 'nothing'} [needs] what must be set up before it runs; packages if not given
 */

const folder = join(paths.workbench, 'scripts');

/**
 * @param {string} name
 * @returns {Promise<Script>}
 */
export async function loadScript(name) {
  const file = join(folder, `${name.replaceAll(':', '-')}.mjs`);
  if (!/^[a-z][a-z:-]*$/.test(name) || !existsSync(file)) {
    throw new StepError({
      why: `there is no script "${name}".`,
      remedy: `The scripts are: ${scriptNames().join(', ')}.`,
    });
  }
  return import(pathToFileURL(file).href);
}

export function scriptNames() {
  return readdirSync(folder)
    .filter(file => file.endsWith('.mjs'))
    .map(file => file.slice(0, -'.mjs'.length))
    .sort();
}

/**
 * Sets up what a script needs, and runs it.
 * @param {import('./context.mjs').Context} context
 * @param {string} name
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export async function runScript(context, name, args) {
  const script = await loadScript(name);
  if ((script.needs ?? 'packages') === 'packages' && !isInstalled()) {
    await ensureInstalled(context.yarn);
  }
  return (await script.run(context, args)) ?? 0;
}
