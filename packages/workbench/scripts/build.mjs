// @ts-check

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const types = await context.bin('tsc', [], { allowFailure: true });
  if (types.code !== 0) return types.code;
  const { code } = await context.bin(
    'backstage-cli',
    ['repo', 'build', '--all', ...args],
    { allowFailure: true },
  );
  return code;
}
