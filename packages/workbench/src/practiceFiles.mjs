// @ts-check
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { paths } from './paths.mjs';

/** What the practice clusters write for others; it holds their tokens, and is good for as long as they run. */
export const practiceFiles = {
  config: join(paths.data, 'app-config.practice.yaml'),
  kubeconfig: join(paths.data, 'kubeconfig'),
};

/** Takes away what clusters left that no longer run: nobody should look for them. */
export function removePracticeFiles() {
  for (const file of Object.values(practiceFiles))
    rmSync(file, { force: true });
}
