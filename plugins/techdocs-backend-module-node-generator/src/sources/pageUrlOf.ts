import { posix } from 'node:path';

/** The address of a page below the root of its site: "guide/setup.md" is "guide/setup/". */
export function pageUrlOf(path: string): string {
  const folder = posix.dirname(path);
  const name = posix.basename(path).replace(/\.md$/i, '');
  const isIndex = name === 'index' || name.toLowerCase() === 'readme';
  const url = isIndex ? folder : posix.join(folder, name);
  return url === '.' ? '' : `${url}/`;
}
