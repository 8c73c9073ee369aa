// @ts-check

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const types = await context.script('tsc');
  if (types !== 0) return types;
  const { code } = await context.bin(
    'backstage-cli',
    ['repo', 'build', '--all', ...args],
    { allowFailure: true },
  );
  return code;
}
