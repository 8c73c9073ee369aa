// @ts-check
import { spawn } from 'node:child_process';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { signalGroup } from './ChildGroup.mjs';
import { explain } from './explain.mjs';
import { HostLog } from './HostLog.mjs';
import { paths, root } from './paths.mjs';
import { practiceFiles } from './practiceFiles.mjs';
import { StepError } from './StepError.mjs';

const usualLog = join(paths.data, 'log/practice-clusters.log');
const patienceMs = 60_000;

/**
 * The practice clusters of the example world, in a process of their own, on free ports of 127.0.0.1.
 * @param {{ verbose: boolean, files?: typeof practiceFiles, logPath?: string }} options
 * @returns {import('./ChildGroup.mjs').ChildSpec}
 */
export function practiceChild({
  verbose,
  files = practiceFiles,
  logPath = usualLog,
}) {
  const log = new HostLog(logPath, {
    verbose,
    show: line => void process.stdout.write(`  ${line}\n`),
  });
  /** @param {string} why */
  const broken = why => {
    const known = explain(log.tail(200), ['disk-full', 'permission', 'memory']);
    return new StepError({
      step: 'clusters',
      why: known?.why ?? why,
      remedy:
        known?.remedy ??
        'The end of their log, above, says why. Without them: npm start -- --no-clusters',
      detail: log.tail(),
      log: relative(root, logPath),
    });
  };
  /** @type {() => void} */
  let sayReady = () => undefined;
  /** @type {Promise<void>} */
  const isReady = new Promise(resolve => {
    sayReady = resolve;
  });
  return {
    name: 'clusters',
    what: 'Starting the practice clusters',
    start() {
      const child = spawn(
        process.execPath,
        [
          '--require',
          paths.tied,
          join(root, 'packages/practice-cluster/bin/practice-cluster'),
          '--scenarios',
          join(root, 'examples/scenarios'),
          '--write-kubeconfig',
          files.kubeconfig,
          '--write-config',
          files.config,
          // A killed workbench lets go of this end of the pipe at once.
          '--with-parent',
        ],
        { cwd: root, stdio: ['pipe', 'pipe', 'pipe'], detached: true },
      );
      let said = '';
      child.stdout.setEncoding('utf8').on('data', text => {
        log.write(text);
        said += text;
        if (/^\{"ready":true.*\n/m.test(said)) sayReady();
      });
      child.stderr.setEncoding('utf8').on('data', text => log.write(text));
      child.stdin.once('error', () => undefined);
      child.once('close', () => log.end());
      return child;
    },
    async ready() {
      const late = wait(patienceMs, 'late', { ref: false });
      if ((await Promise.race([isReady, late])) === 'late') {
        throw broken(
          `the practice clusters were not ready within ${
            patienceMs / 1000
          } seconds.`,
        );
      }
    },
    ended: end => broken(`the process of the practice clusters ${end}.`),
    stop: signalGroup,
  };
}
