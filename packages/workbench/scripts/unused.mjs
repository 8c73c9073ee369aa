// @ts-check

export const help = `
npm run ci -- unused      dependencies, files, exports and types that nothing uses, and imports that no package.json names
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const { code } = await context.bin(
    'knip',
    [
      '--config',
      'packages/workbench/knip.mjs',
      '--include',
      'dependencies,unlisted,unresolved,files,exports,types,duplicates',
      '--no-progress',
      ...args,
    ],
    { allowFailure: true },
  );
  return code;
}
