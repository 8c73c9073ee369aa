// @ts-check
import { join } from 'node:path';

export const help = `
npm run test:vectors   compares packages/ledger with the reference implementations in Go; without Go it is left out, by name
`;

/** @type {import('../src/scripts.mjs').Script['run']} */
export async function run(context, args) {
  const { code } = await context.execNode(
    join(context.root, 'test/ledger-vectors/run.mjs'),
    args,
    { allowFailure: true },
  );
  return code;
}
