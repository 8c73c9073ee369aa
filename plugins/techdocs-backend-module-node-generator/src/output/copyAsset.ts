import { constants } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import type { SourceAsset } from '../types';

/** Copies a file into the site, never over what is there already. */
export async function copyAsset(options: {
  asset: SourceAsset;
  outputDir: string;
}): Promise<void> {
  const target = resolveSafeChildPath(options.outputDir, options.asset.path);
  await mkdir(dirname(target), { recursive: true });
  await copyFile(options.asset.absolutePath, target, constants.COPYFILE_EXCL);
}
