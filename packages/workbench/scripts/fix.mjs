// @ts-check

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context) {
  for (const [name, ...args] of [
    ['backstage-cli', 'repo', 'fix'],
    ['backstage-cli', 'repo', 'lint', '--fix'],
    ['prettier', '--write', '--loglevel', 'warn', '.'],
  ]) {
    const { code } = await context.bin(name, args, { allowFailure: true });
    if (code !== 0) return code;
  }
  return 0;
}
