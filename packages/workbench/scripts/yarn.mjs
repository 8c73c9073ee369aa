// @ts-check

export const needs = 'toolchain';

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const { code } = await context.yarn(args, { allowFailure: true });
  return code;
}
