// @ts-check
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  createWriteStream,
  mkdirSync,
  readFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { parts } from '../ci/parts.mjs';
import { schedule } from '../ci/schedule.mjs';
import { countTests, table, total } from '../ci/summary.mjs';
import { ensureInstalled } from '../src/install.mjs';
import { paths } from '../src/paths.mjs';
import { children } from '../src/stopping.mjs';

// The set-up is a part of its own, with its time.
export const needs = 'toolchain';

export const help = `
npm run ci                    everything that must be green before a change goes in, with a table of the times
npm run ci -- <part> …        only these parts, in their order
npm run ci -- --list          the parts
`;

const CORES = 2;
const LINES_OF_A_RED_PART = 150;

/** @typedef {import('../ci/parts.mjs').Part} Part */

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const cache =
    process.env.UNDERSTUDY_CACHE ?? join(homedir(), '.cache/understudy');
  const all = parts({ cache });
  if (args.includes('--list')) {
    context.log(all.map(part => part.name).join('\n'));
    return 0;
  }
  const unknown = args.filter(name => !all.some(part => part.name === name));
  if (unknown.length) {
    context.log(
      `There is no part ${unknown.join(', ')}. The parts: ${all
        .map(part => part.name)
        .join(', ')}`,
    );
    return 2;
  }
  Object.assign(process.env, {
    CI: 'true',
    UNDERSTUDY_CACHE: cache,
    // Databases for tests come from test:db, never from Docker images.
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
  });

  /** @type {import('../ci/summary.mjs').Outcome[]} */
  const outcomes = [];
  const started = startOfRun();
  await ensureInstalled(context.yarn);
  outcomes.push({
    name: 'setup',
    result: 'ok',
    seconds: (Date.now() - started) / 1000,
    tests: undefined,
  });

  await schedule(
    args.length ? withNeeds(all, args) : all,
    CORES,
    async part => {
      const { well, seconds, output, file } = await runPart(part);
      outcomes.push({
        name: part.name,
        result: well ? 'ok' : 'red',
        seconds,
        tests: countTests(output),
      });
      context.log(
        `${well ? 'ok ' : 'RED'}  ${part.name}  ${Math.round(seconds)} s`,
      );
      if (!well) {
        const lines = output.trimEnd().split('\n');
        context.log(lines.slice(-LINES_OF_A_RED_PART).join('\n'));
        context.log(`     All of it: ${relative(context.root, file)}`);
      }
      return well;
    },
    part => {
      outcomes.push({
        name: part.name,
        result: 'left out',
        seconds: 0,
        tests: undefined,
      });
      context.log(
        `---  ${part.name}  left out: ${part.after?.join(', ')} is red`,
      );
    },
  );
  return conclude(context, outcomes, started);
}

/**
 * @param {Part[]} all
 * @param {string[]} names
 */
function withNeeds(all, names) {
  const wanted = new Set(names);
  // What a part comes after stands before it, so one look from the end finds all.
  for (const part of [...all].reverse()) {
    if (wanted.has(part.name)) {
      part.after?.forEach(name => wanted.add(name));
    }
  }
  return all.filter(part => wanted.has(part.name));
}

/** `.ci/run` says when it began, so that fetching Node counts as well. */
function startOfRun() {
  const told = Number(process.env.UNDERSTUDY_CI_STARTED) * 1000;
  delete process.env.UNDERSTUDY_CI_STARTED;
  return told > 0 ? told : Date.now();
}

/**
 * @param {import('../src/context.mjs').Context} context
 * @param {import('../ci/summary.mjs').Outcome[]} outcomes
 * @param {number} started
 */
function conclude(context, outcomes, started) {
  const text = table(outcomes);
  const { passed, failed } = total(outcomes);
  const whole = Math.round((Date.now() - started) / 1000);
  context.log(`\n${text}\n\nAll in ${whole} s`);
  const testsAsked = outcomes.some(({ name }) => name.startsWith('test'));
  if (testsAsked && passed === 0) {
    context.log('No test ran: that is no success.');
  }
  if (process.env.GITHUB_STEP_SUMMARY) {
    appendFileSync(
      process.env.GITHUB_STEP_SUMMARY,
      `\`\`\`\n${text}\n\n${passed} passed, ${failed} failed in ${whole} s\n\`\`\`\n`,
    );
  }
  context.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || (testsAsked && passed === 0) ? 1 : 0;
}

/**
 * @param {Part} part
 * @returns {Promise<{ well: boolean, seconds: number, output: string, file: string }>}
 */
async function runPart(part) {
  const folder = join(paths.logs, 'ci');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${part.name.replaceAll(':', '-')}.log`);
  const log = createWriteStream(file);
  const started = Date.now();
  const child = spawn(
    process.execPath,
    ['--require', paths.tied, paths.entry, ...part.run],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const forget = children.add(child);
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });

  const minutes = part.minutes ?? 15;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  }, minutes * 60_000);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearTimeout(timer);
  forget();
  if (late) {
    log.write(`\nStopped: it was not over after ${minutes} minutes.\n`);
  }
  await new Promise(resolve => log.end(resolve));
  return {
    well: code === 0 && !late,
    seconds: (Date.now() - started) / 1000,
    output: readFileSync(file, 'utf8'),
    file,
  };
}
