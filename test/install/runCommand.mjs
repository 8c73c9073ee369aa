// @ts-check
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';

/**
 * @typedef {object} CommandOptions
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {string} log
 */

/**
 * Runs a command to its end. What it said stands in the log, and its end in the error.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {CommandOptions} options
 * @returns {Promise<string>}
 */
export async function runCommand(command, args, { cwd, env, log }) {
  const shown = [command, ...args].join(' ');
  appendFileSync(log, `\n$ ${shown}\n`);
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', text => {
      output += text;
      appendFileSync(log, text);
    });
  }
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    const end = output.trimEnd().split('\n').slice(-40).join('\n');
    throw new Error(
      `${shown} ended with ${code}:\n${end}\n(all of it: ${log})`,
    );
  }
  return output;
}
