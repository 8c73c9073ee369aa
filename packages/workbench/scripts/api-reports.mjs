// @ts-check

export const help = `
npm run api-reports            writes report*.api.md of each package anew; commit what changed
npm run api-reports -- --ci    fails if a committed report is not what would be written
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const types = await context.bin('tsc', [], { allowFailure: true });
  if (types.code !== 0) {
    return types.code;
  }
  const { code } = await context.bin(
    'backstage-repo-tools',
    [
      'api-reports',
      '--validate-release-tags',
      // Packages of one workspace see each other's sources, which is meant so.
      '--omit-messages',
      'ae-wrong-input-file-type',
      // Its types still want a sentence for each field.
      '--allow-warnings',
      'packages/practice-cluster',
      ...args,
    ],
    { allowFailure: true },
  );
  return code;
}
