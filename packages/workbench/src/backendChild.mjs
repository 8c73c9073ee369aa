// @ts-check
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { signalGroup } from './ChildGroup.mjs';
import { explain } from './explain.mjs';
import { get } from './get.mjs';
import { HostLog } from './HostLog.mjs';
import { paths, root } from './paths.mjs';
import { StepError } from './StepError.mjs';
import { waitForPeople } from './waitForPeople.mjs';

const usualLog = join(paths.data, 'log/backend.log');
const patienceMs = 180_000;
const hopelessMs = 5_000;
const peopleMs = 30_000;

/**
 * The example backend, run from its sources as `backstage-cli package start` does, without watching them.
 * @param {object} options
 * @param {string} options.url
 * @param {number | undefined} options.identityPort of the practice identity provider, if it is on
 * @param {string[]} options.configs
 * @param {boolean} options.verbose
 * @param {string} [options.logPath]
 * @returns {import('./ChildGroup.mjs').ChildSpec}
 */
export function backendChild({
  url,
  identityPort,
  configs,
  verbose,
  logPath = usualLog,
}) {
  const log = new HostLog(logPath, {
    verbose,
    show: line => void process.stdout.write(`  ${line}\n`),
  });
  const fromCli = createRequire(
    join(root, 'node_modules/@backstage/cli/package.json'),
  );
  /** @param {string} why */
  const broken = why => {
    const detail = log.tail();
    const known = explain(log.tail(200), [
      'disk-full',
      'port-taken',
      'permission',
      'memory',
    ]);
    return new StepError({
      step: 'backend',
      why: known?.why ?? why,
      remedy: known?.remedy ?? 'The end of its log, above, says why.',
      detail,
      log: relative(root, logPath),
    });
  };
  return {
    name: 'backend',
    what: `Starting Backstage on ${url}`,
    start() {
      const child = spawn(
        process.execPath,
        [
          '--require',
          paths.tied,
          '--enable-source-maps',
          '--require',
          fromCli.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
          'src/index.ts',
          ...configs.flatMap(file => ['--config', file]),
        ],
        {
          cwd: join(root, 'packages/backend'),
          env: {
            ...process.env,
            NODE_ENV: 'development',
            ESBK_TSCONFIG_PATH: join(root, 'tsconfig.json'),
          },
          stdio: ['ignore', 'pipe', 'pipe'],
          // A group of its own: the terminal's Ctrl-C reaches us only, and we stop it in order.
          detached: true,
        },
      );
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', text => log.write(text));
      }
      child.once('close', () => log.end());
      return child;
    },
    async ready(child) {
      const ended = () => child.exitCode !== null || child.signalCode !== null;
      let until = Date.now() + patienceMs;
      let hopeless = false;
      while (Date.now() < until && !ended()) {
        const answer = await get(`${url}/.backstage/health/v1/readiness`).catch(
          () => undefined,
        );
        if (answer?.status === 200) {
          await waitForPeople({
            identityPort,
            patienceMs: peopleMs,
            ended,
            show: line => void process.stdout.write(`  ${line}\n`),
          });
          return;
        }
        // Backstage waits for its other plugins before it gives up, and some never come to an end then.
        if (!hopeless && /threw an error during startup/.test(log.tail(200))) {
          hopeless = true;
          until = Date.now() + hopelessMs;
        }
        await wait(400);
      }
      // What there is to say about an end says `ended`.
      if (ended()) return new Promise(() => undefined);
      throw broken(
        hopeless
          ? 'a part of Backstage could not start.'
          : `Backstage was not ready within ${patienceMs / 1000} seconds.`,
      );
    },
    ended: end => broken(`Backstage ${end}.`),
    stop: signalGroup,
  };
}
