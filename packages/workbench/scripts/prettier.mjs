// @ts-check

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const { code } = await context.bin(
    'prettier',
    args.length > 0 ? args : ['--check', '.'],
    { allowFailure: true },
  );
  return code;
}
