// @ts-check

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const { code } = await context.bin('tsc', args, { allowFailure: true });
  if (code !== 0 || args.length > 0) return code;
  // What runs before anything is installed is plain JavaScript, with its types in comments.
  const plain = await context.bin('tsc', ['-p', 'packages/workbench'], {
    allowFailure: true,
  });
  return plain.code;
}
