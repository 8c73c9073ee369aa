// @ts-check
import { execFileSync } from 'node:child_process';

/**
 * @param {string} tarball
 * @returns {{ files: string[], manifest: any }}
 */
export function readTarball(tarball) {
  const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
    .map(file => file.replace(/^package\//, ''));
  const manifest = JSON.parse(
    execFileSync('tar', ['-xzOf', tarball, 'package/package.json'], {
      encoding: 'utf8',
    }),
  );
  return { files, manifest };
}
