// @ts-check
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createContext } from './context.mjs';
import { paths } from './paths.mjs';
import { loadScript, runScript, scriptNames } from './scripts.mjs';
import { failure, log, reportFailure } from './steps.mjs';
import { children, listenForSignals, onSignal } from './stopping.mjs';
import { ensureToolchain, toolchainEnvironment } from './toolchain.mjs';

/**
 * Runs a script of the root package.json under the right Node.
 * @param {string[]} argv the script's name and its arguments
 */
export async function main([name, ...args]) {
  listenForSignals();
  if (process.env.npm_lifecycle_event)
    createRequire(import.meta.url)(paths.tied);
  try {
    process.exitCode = await dispatch(name, args);
  } catch (error) {
    reportFailure(failure(error, name));
    process.exitCode = 1;
  }
}

/**
 * @param {string | undefined} name
 * @param {string[]} args
 */
async function dispatch(name, args) {
  if (!name) {
    log(
      `Usage: npm run <script> -- [arguments]\nScripts: ${scriptNames().join(
        ', ',
      )}`,
    );
    return 1;
  }
  const script = await loadScript(name);
  if (script.help && (args.includes('--help') || args.includes('-h'))) {
    log(script.help.trim());
    return 0;
  }
  if (script.needs === 'nothing') {
    const context = createContext({ node: process.execPath, yarn: 'yarn' });
    return runScript(context, name, args);
  }
  const toolchain = await ensureToolchain();
  const environment = toolchainEnvironment(toolchain);
  if (toolchain.node !== process.execPath) {
    return runUnder(toolchain.node, environment, [name, ...args]);
  }
  Object.assign(process.env, environment);
  return runScript(createContext(toolchain), name, args);
}

/**
 * Goes on in the right Node. From here on that process decides what a signal does; this one passes it on and waits.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @param {string[]} argv
 * @returns {Promise<number>}
 */
function runUnder(node, env, argv) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, ['--require', paths.tied, paths.entry, ...argv], {
      stdio: 'inherit',
      env,
    });
    children.add(child);
    onSignal(signal => void child.kill(signal));
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve(code ?? (signal === 'SIGINT' ? 130 : 143)),
    );
  });
}
