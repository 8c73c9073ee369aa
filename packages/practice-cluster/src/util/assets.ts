import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

let folder: string | undefined;

function assetsFolder(): string {
  if (!folder) {
    // Upwards from here, since a built package has its code one folder less deep.
    // eslint-disable-next-line no-restricted-syntax
    let at = __dirname;
    while (!existsSync(join(at, 'assets', 'types.json.br'))) {
      const up = dirname(at);
      if (up === at)
        throw new Error(
          'The assets folder of @understudy/practice-cluster is missing; reinstall the package.',
        );
      at = up;
    }
    folder = join(at, 'assets');
  }
  return folder;
}

/** One of the packed documents as text. */
export function readAsset(name: string): string {
  return brotliDecompressSync(
    readFileSync(join(assetsFolder(), `${name}.json.br`)),
  ).toString('utf8');
}

/** Whether a packed document of that name exists. */
export function hasAsset(name: string): boolean {
  return existsSync(join(assetsFolder(), `${name}.json.br`));
}
