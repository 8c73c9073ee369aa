// @ts-check
import { relative, resolve } from 'node:path';

/** Options of jest that people use here and that take a value. */
const withValue = new Set([
  '-t',
  '--testNamePattern',
  '--selectProjects',
  '--maxWorkers',
  '-w',
  '--testTimeout',
]);

/**
 * Which tests `npm test -- <args>` means. Names are paths or parts of them, as with jest.
 * @param {string[]} args
 * @param {{ root: string, cwd: string, nodeTests: string[] }} place absolute paths of the node:test files
 * @returns {{ nodeTests: string[], jest: string[] | undefined, namePattern: string | undefined }} jest is undefined when nothing is left for it
 */
export function testSelection(args, { root, cwd, nodeTests }) {
  /** @type {string[]} */
  const flags = [];
  /** @type {string[]} */
  const names = [];
  let namePattern;
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i];
    if (!arg.startsWith('-')) {
      names.push(arg);
    } else if (withValue.has(arg)) {
      if (arg === '-t' || arg === '--testNamePattern')
        namePattern = args[i + 1];
      flags.push(arg, args[++i] ?? '');
    } else {
      flags.push(arg);
    }
  }
  if (names.length === 0) return { nodeTests, jest: flags, namePattern };

  const selected = new Set();
  const forJest = names.filter(name => {
    const place = resolve(cwd, name);
    const inside = nodeTests.filter(
      file =>
        file === place ||
        file.startsWith(`${place}/`) ||
        relative(root, file).includes(name),
    );
    for (const file of inside) selected.add(file);
    // A place inside the workbench holds no tests for jest; a word, or a folder above, may mean both kinds.
    return !`${place}/`.startsWith(`${root}/packages/workbench/`);
  });
  return {
    nodeTests: nodeTests.filter(file => selected.has(file)),
    jest: forJest.length > 0 ? [...flags, ...forJest] : undefined,
    namePattern,
  };
}
