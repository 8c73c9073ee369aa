// @ts-check
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { explain } from './explain.mjs';
import { paths, root } from './paths.mjs';
import { StepError } from './StepError.mjs';
import { children } from './stopping.mjs';

/**
 * @typedef {object} ExecOptions
 * @property {string} [cwd] the checkout if not given
 * @property {NodeJS.ProcessEnv} [env] the whole environment; ours if not given
 * @property {boolean} [capture] keep stdout and stderr instead of showing them
 * @property {string} [logFile] also write what is captured to this file; implies capture
 * @property {boolean} [allowFailure] resolve with the code instead of rejecting
 * @property {(line: string, stop: () => void) => void} [onLine] hears each captured line, and may end the command
 *
 * @typedef {{ code: number, stdout: string, stderr: string }} ExecResult
 */

/**
 * Runs a command to its end. A captured command that fails is explained from its output.
 * @param {string} command
 * @param {string[]} [args]
 * @param {ExecOptions} [options]
 * @returns {Promise<ExecResult>}
 */
export async function exec(command, args = [], options = {}) {
  const capture = Boolean(options.capture || options.logFile);
  const shown = [command === process.execPath ? 'node' : command, ...args].join(
    ' ',
  );
  const child = spawn(command, args, {
    cwd: options.cwd ?? root,
    env: options.env ?? process.env,
    stdio: capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
  });
  const forget = children.add(child);
  const file = options.logFile ? openLog(options.logFile) : undefined;
  const output = { stdout: '', stderr: '' };
  for (const name of /** @type {const} */ (['stdout', 'stderr'])) {
    child[name]?.setEncoding('utf8').on('data', text => {
      output[name] += text;
      file?.write(text);
      if (options.onLine) {
        for (const line of String(text).split('\n')) {
          if (line.trim()) options.onLine(line.trim(), () => child.kill());
        }
      }
    });
  }
  /** @type {{ code: number, signal: NodeJS.Signals | null }} */
  const end = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ code: code ?? 128, signal }),
    );
  }).finally(() => {
    forget();
    file?.end();
  });
  if (end.code !== 0 && !options.allowFailure) {
    throw failed(
      shown,
      end,
      capture ? output.stdout + output.stderr : '',
      options.logFile,
    );
  }
  return { code: end.code, ...output };
}

/**
 * @param {string} shown
 * @param {{ code: number, signal: NodeJS.Signals | null }} end
 * @param {string} output
 * @param {string} [logFile]
 */
function failed(shown, end, output, logFile) {
  const known = explain(`${output}\n${end.signal ?? ''}`);
  const how = end.signal
    ? `was ended by ${end.signal}`
    : `ended with code ${end.code}`;
  return new StepError({
    why: known?.why ?? `"${shown}" ${how}.`,
    remedy: known?.remedy ?? 'The lines above say what it found.',
    detail: known
      ? undefined
      : output.trimEnd().split('\n').slice(-25).join('\n'),
    log: logFile && relative(root, logFile),
  });
}

/** @param {string} logFile */
function openLog(logFile) {
  mkdirSync(dirname(logFile), { recursive: true });
  // A log that cannot be written must not hide the failure that it would have told about.
  return createWriteStream(logFile).on('error', () => undefined);
}

/**
 * Runs a JavaScript program with this Node, so that it ends when we end.
 * @param {string} script
 * @param {string[]} [args]
 * @param {ExecOptions} [options]
 */
export function execNode(script, args = [], options = {}) {
  return exec(
    process.execPath,
    ['--require', paths.tied, script, ...args],
    options,
  );
}
