// @ts-check
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exec } from './exec.mjs';

/**
 * The npm to call: the one that called us, else the one that belongs to this Node, else the one on the path.
 * @returns {{ command: string, args: string[] }}
 */
function npmCommand() {
  const called = process.env.npm_execpath;
  if (called && /npm-cli\.c?js$/.test(called) && existsSync(called)) {
    return { command: process.execPath, args: [called] };
  }
  const beside = join(dirname(process.execPath), 'npm');
  return { command: existsSync(beside) ? beside : 'npm', args: [] };
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
  const { command, args: first } = npmCommand();
  return exec(command, [...first, ...args], {
    capture: true,
    ...options,
    env: plainEnvironment(options.env ?? process.env),
  });
}
