// @ts-check
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { exec, execNode } from './exec.mjs';
import { registryEnvironment } from './npmSettings.mjs';
import { paths, root } from './paths.mjs';
import { runScript } from './scripts.mjs';
import { StepError } from './StepError.mjs';
import { log, step } from './steps.mjs';

/**
 * What a script works with.
 * @typedef {object} Context
 * @property {string} root the checkout
 * @property {string} node the Node that everything runs with; this process runs with it too
 * @property {typeof exec} exec runs any command
 * @property {typeof execNode} execNode runs a JavaScript program with this Node
 * @property {(name: string, args?: string[], options?: import('./exec.mjs').ExecOptions) => Promise<import('./exec.mjs').ExecResult>} bin runs a program of node_modules/.bin
 * @property {(args: string[], options?: import('./exec.mjs').ExecOptions) => Promise<import('./exec.mjs').ExecResult>} yarn
 * @property {(name: string, args?: string[]) => Promise<number>} script runs another script; resolves with its exit code
 * @property {typeof log} log
 * @property {typeof step} step
 */

/**
 * @param {import('./toolchain.mjs').Toolchain} toolchain
 * @returns {Context}
 */
export function createContext({ node, yarn }) {
  /** @type {Context} */
  const context = {
    root,
    node,
    exec,
    execNode,
    log,
    step,
    async bin(name, args, options) {
      const link = join(paths.modules, '.bin', name);
      if (!existsSync(link)) {
        throw new StepError({
          why: `the program ${name} is not installed.`,
          remedy: 'Remove node_modules and run the same command again.',
        });
      }
      return execNode(realpathSync(link), args, options);
    },
    async yarn(args, options = {}) {
      const env = {
        ...(options.env ?? process.env),
        ...(await registryEnvironment()),
      };
      return yarn.endsWith('.js')
        ? execNode(yarn, args, { ...options, env })
        : exec(yarn, args, { ...options, env });
    },
    script: (name, args = []) => runScript(context, name, args),
  };
  return context;
}
