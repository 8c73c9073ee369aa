// @ts-check

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const { code } = await context.bin(
    'backstage-cli',
    ['repo', 'lint', ...args],
    { allowFailure: true },
  );
  return code;
}
