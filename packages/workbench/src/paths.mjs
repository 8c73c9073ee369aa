// @ts-check
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = dirname(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
);

/** Folders of the workbench; all of them are ignored by git. */
export const paths = {
  workbench: join(root, 'packages/workbench'),
  entry: join(root, 'packages/workbench/bin/run.mjs'),
  tied: join(root, 'packages/workbench/src/tied.cjs'),
  tools: join(root, '.tools'),
  toolchain: join(root, '.tools/toolchain'),
  logs: join(root, '.tools/log'),
  stamps: join(root, '.tools/stamps'),
  data: join(root, '.data'),
  modules: join(root, 'node_modules'),
};
