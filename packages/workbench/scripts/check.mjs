// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checks } from '../checks/check.mjs';

/**
 * The quick checks of the repository, all of them or the named ones; each is a part of `npm run ci`.
 *
 * @param {{ root: string }} context
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function run(context, args) {
  const unknown = args.filter(name => !checks[name]);
  if (unknown.length) {
    console.error(
      `There is no check named ${unknown.join(', ')}. There are: ${Object.keys(
        checks,
      ).join(', ')}.`,
    );
    return 2;
  }
  let red = 0;
  for (const name of args.length ? args : Object.keys(checks)) {
    const { looked, problems } = await checks[name](context);
    if (problems.length) {
      red += 1;
      console.log(`FAILED  ${name}: ${problems.length} found in ${looked}`);
      for (const problem of problems) {
        console.log(`        ${problem.replace(/\n/g, '\n          ')}`);
      }
    } else {
      console.log(`ok      ${name}: ${looked}`);
    }
  }
  return red ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(
    fileURLToPath(new URL('../../..', import.meta.url)),
  );
  process.exitCode = await run({ root }, process.argv.slice(2));
}
