// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { execNode } from './exec.mjs';
import { StepError } from './StepError.mjs';

/**
 * The npm to call: the one that called us, else the one that belongs to this Node, else the one on the path.
 * It is a program for Node, and runs so that it ends when we end.
 * @returns {string}
 */
function npmProgram() {
  const folders = [
    dirname(process.execPath),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  const found = [
    process.env.npm_execpath ?? '',
    ...folders.map(folder => join(folder, 'npm')),
  ]
    .filter(file => existsSync(file))
    .map(file => realpathSync(file))
    .find(file => /npm-cli\.c?js$/.test(file));
  if (found) return found;
  throw new StepError({
    why: 'there is no npm on this machine.',
    remedy:
      'It comes with Node from https://nodejs.org; Debian and Ubuntu have it in a package of its own: sudo apt install npm',
  });
}

/**
 * Our environment without what an outer `npm run` says about its own package.
 * @param {NodeJS.ProcessEnv} env
 */
function plainEnvironment(env) {
  const plain = { ...env };
  for (const name of Object.keys(plain)) {
    if (
      /^npm_(package|lifecycle|config_local_prefix|config_nodedir|command)/.test(
        name,
      )
    ) {
      delete plain[name];
    }
  }
  return plain;
}

/**
 * @param {string[]} args
 * @param {import('./exec.mjs').ExecOptions} [options]
 */
export function npm(args, options = {}) {
  return execNode(npmProgram(), args, {
    capture: true,
    ...options,
    env: plainEnvironment(options.env ?? process.env),
  });
}
