// @ts-check
import { join } from 'node:path';
import { ChildGroup } from '../src/ChildGroup.mjs';
import { configFiles, writeOverlay } from '../src/hostConfig.mjs';
import { LockFile } from '../src/LockFile.mjs';
import { paths } from '../src/paths.mjs';
import { practiceChild } from '../src/practiceChild.mjs';
import { practiceFiles, removePracticeFiles } from '../src/practiceFiles.mjs';
import { wantsClusters } from '../src/startOptions.mjs';
import { StepError } from '../src/StepError.mjs';
import { children as running } from '../src/stopping.mjs';

export const help = `
npm run dev [-- packages]   the example host with hot reload: the pages on http://localhost:3000, the backend on
                            http://localhost:7007. Arguments go to \`backstage-cli repo start\`.

The practice clusters run along; UNDERSTUDY_PRACTICE_CLUSTERS=off npm run dev leaves them out.
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  // The same as npm start takes: they use the same ports, database and clusters.
  const lock = new LockFile(join(paths.data, 'start.lock'));
  const holder = lock.acquire();
  if (holder) {
    throw new StepError({
      step: 'dev',
      why: `Understudy runs in this checkout already, as process ${holder.pid}.`,
      remedy: `Stop that one first: Ctrl-C where it runs, or kill ${holder.pid}`,
    });
  }
  const children = new ChildGroup();
  try {
    removePracticeFiles();
    if (wantsClusters(process.env)) {
      const clusters = practiceChild({ verbose: false });
      await context.step(clusters.name, clusters.what, () =>
        children.start(clusters),
      );
      context.log(`clusters  export KUBECONFIG=${practiceFiles.kubeconfig}`);
    }
    const overlay = writeOverlay('dev', {
      app: { baseUrl: 'http://localhost:3000' },
      // The pages come from another origin than the backend here, and only here.
      backend: {
        cors: {
          origin: 'http://localhost:3000',
          methods: ['GET', 'HEAD', 'PATCH', 'POST', 'PUT', 'DELETE'],
          credentials: true,
        },
      },
    });
    const configs = [...configFiles(), overlay].flatMap(file => [
      '--config',
      file,
    ]);
    /** @type {unknown} */
    let failure;
    children.failed.catch(error => {
      failure = error;
      running.kill('SIGTERM');
    });
    const { code } = await context.bin(
      'backstage-cli',
      ['repo', 'start', ...configs, ...args],
      { allowFailure: true },
    );
    if (failure) throw failure;
    return code;
  } finally {
    await children.stop();
    removePracticeFiles();
    lock.release();
  }
}
