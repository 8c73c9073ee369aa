// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ensureAppBuilt } from '../src/appBuild.mjs';
import { backendChild } from '../src/backendChild.mjs';
import { checkClusters } from '../src/checkClusters.mjs';
import { checkPage } from '../src/checkPage.mjs';
import { ChildGroup } from '../src/ChildGroup.mjs';
import { choosePorts } from '../src/choosePorts.mjs';
import {
  configFiles,
  portsOverlay,
  readHostConfig,
  writeOverlay,
} from '../src/hostConfig.mjs';
import { ensureInstalled } from '../src/install.mjs';
import { LockFile } from '../src/LockFile.mjs';
import { paths } from '../src/paths.mjs';
import { practiceChild } from '../src/practiceChild.mjs';
import { practiceFiles, removePracticeFiles } from '../src/practiceFiles.mjs';
import { StepError } from '../src/StepError.mjs';
import { startOptions } from '../src/startOptions.mjs';
import { seconds } from '../src/steps.mjs';
import { onSignal } from '../src/stopping.mjs';
import { welcome } from '../src/welcome.mjs';

// It looks at ports and at a running Understudy before it makes anyone wait for packages.
export const needs = 'toolchain';

export const help = `
npm start [-- options]

Sets up what is missing, builds the pages if they are stale, starts the practice clusters development, staging and
production on free ports of this machine, and the example Backstage on http://localhost:7007 with SQLite under .data/.
Ctrl-C stops it; a second Ctrl-C makes it.

  --check        boot, check that it is ready, that the page and its scripts are served and that the clusters answer,
                 stop; exit code 0 or 1
  --no-clusters  without the practice clusters; also as UNDERSTUDY_PRACTICE_CLUSTERS=off npm start
  --port <n>     listen on another port; also as PORT=<n> npm start
  --verbose      show the whole logs; without it warnings and errors, and all of it in .data/log/
  --help         this text

Configuration: app-config.yaml, then .data/app-config.practice.yaml, which the practice clusters write, then
app-config.local.yaml, where it exists.
Start over with an empty database: stop it and remove .data/.
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const started = performance.now();
  const options = startOptions(args, process.env);
  const lock = new LockFile(join(paths.data, 'start.lock'));
  const holder = lock.acquire();
  if (holder) {
    throw new StepError({
      step: 'start',
      why: `Understudy runs in this checkout already, as process ${holder.pid}.`,
      remedy: `Use that one, or stop it first: Ctrl-C where it runs, or kill ${holder.pid}`,
    });
  }
  try {
    removePracticeFiles();
    await choosePorts(readHostConfig(), options.port);
    await ensureInstalled(context.yarn);
    await ensureAppBuilt(context);
    const setUp = performance.now();
    const children = new ChildGroup();
    const asked = askedToStop(context, children);
    try {
      const { url, people } = await Promise.race([
        boot(context, options, children),
        asked,
      ]);
      if (!url) return options.check ? 130 : 0;
      if (!options.check) {
        const took = seconds(performance.now() - started);
        context.log(
          welcome({
            url,
            people,
            took,
            log: '.data/log/backend.log',
            ...(options.clusters && { kubeconfig: practiceFiles.kubeconfig }),
          }),
        );
        await Promise.race([asked, children.failed]);
        return 0;
      }
      await checkPage(`${url}/`);
      const clusters = options.clusters ? await checkClusters() : [];
      await children.stop();
      context.log(
        `Understudy is ready on ${url} and serves its page${
          clusters.length
            ? `; the practice clusters ${clusters.join(', ')} answer`
            : ''
        }: set-up ${seconds(setUp - started)}, boot ${seconds(
          performance.now() - setUp,
        )}.`,
      );
      return 0;
    } finally {
      await children.stop();
      removePracticeFiles();
      if (!options.check) context.log('Stopped.');
    }
  } finally {
    lock.release();
  }
}

/**
 * @param {import('../src/context.mjs').Context} context
 * @param {ReturnType<typeof startOptions>} options
 * @param {ChildGroup} children
 */
async function boot(context, options, children) {
  // What others rely on comes first: the backend reads what the clusters write.
  if (options.clusters) {
    const clusters = practiceChild({ verbose: options.verbose });
    await context.step(clusters.name, clusters.what, () =>
      children.start(clusters),
    );
  }
  const config = readHostConfig();
  const ports = await choosePorts(config, options.port);
  const url = `http://localhost:${ports.port}`;
  const overlay = portsOverlay(config, ports);
  const configs = configFiles();
  if (overlay) configs.push(writeOverlay('start', overlay));
  else rmSync(join(paths.data, 'app-config.start.yaml'), { force: true });

  const backend = backendChild({
    url,
    identityPort: ports.identityPort,
    configs,
    verbose: options.verbose,
  });
  await context.step(backend.name, backend.what, () => children.start(backend));
  return { url, people: config.people };
}

/**
 * The first signal asks for an end in order, the second makes it.
 * @param {import('../src/context.mjs').Context} context
 * @param {ChildGroup} children
 * @returns {Promise<{ url?: undefined, people: [] }>}
 */
function askedToStop(context, children) {
  return new Promise(resolve => {
    onSignal(() => {
      context.log('\nStopping …');
      onSignal(() => {
        children.kill();
        process.exit(130);
      });
      resolve({ people: [] });
    });
  });
}
