// @ts-check
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const help = `
npm run api-reports            writes report*.api.md of each package anew; commit what changed
npm run api-reports -- --ci    fails if a committed report is not what would be written
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  // What is left of an earlier run changes the order in which the compiler writes the members of a type.
  const types = await context.bin('tsc', ['--incremental', 'false'], {
    allowFailure: true,
  });
  if (types.code !== 0) {
    return types.code;
  }
  await sortDeclarations(join(context.root, 'dist-types'));
  const { code } = await context.bin(
    'backstage-repo-tools',
    [
      'api-reports',
      '--validate-release-tags',
      // Packages of one workspace see each other's sources, which is meant so.
      '--omit-messages',
      'ae-wrong-input-file-type',
      ...args,
    ],
    { allowFailure: true },
  );
  return code;
}

/** @param {string} folder */
async function sortDeclarations(folder) {
  // Only here, since the compiler is there only once the packages are installed.
  const { sortConstTypes } = await import('../src/sortConstTypes.mjs');
  for (const name of readdirSync(folder, {
    recursive: true,
    encoding: 'utf8',
  })) {
    if (!name.endsWith('.d.ts')) continue;
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    const sorted = sortConstTypes(text);
    if (sorted !== text) writeFileSync(file, sorted);
  }
}
