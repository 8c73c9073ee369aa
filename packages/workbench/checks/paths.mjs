// @ts-check
import { readText, repositoryFiles } from './repositoryFiles.mjs';

const GENERATED = /(^|\/)(yarn\.lock|package-lock\.json)$|\.svg$/;
const DOCUMENTATION = /\.mdx?$/;

/** @param {string[]} tops */
function below(tops) {
  return new RegExp(`(?<![\\w.$})*/@-])/(?:${tops.join('|')})/[\\w.-]`);
}

const ANYWHERE = ['work', 'root', 'home/[\\w.-]+', 'Users/[\\w.-]+'];
const IN_CODE = below([...ANYWHERE, 'tmp']);
const IN_DOCUMENTATION = below(ANYWHERE);

/**
 * Paths of the machine a file was written on work for nobody else. Documentation may show /tmp in an example.
 *
 * @param {string} file
 * @param {string} text
 * @returns {string[]}
 */
export function problemsOfPaths(file, text) {
  const forbidden = DOCUMENTATION.test(file) ? IN_DOCUMENTATION : IN_CODE;
  return text
    .split('\n')
    .map((line, index) => ({ line, where: `${file}:${index + 1}` }))
    .filter(({ line }) => forbidden.test(line))
    .map(({ line, where }) => `${where} ${line.trim().slice(0, 120)}`);
}

/**
 * @param {{ root: string }} context
 * @returns {Promise<import('./check.mjs').CheckResult>}
 */
export async function checkPaths({ root }) {
  const files = (await repositoryFiles(root)).filter(
    file => !GENERATED.test(file),
  );
  const problems = [];
  for (const file of files) {
    problems.push(...problemsOfPaths(file, (await readText(root, file)) ?? ''));
  }
  return { looked: `${files.length} files`, problems };
}
